import { droitsComptes } from "#comptes/rights.ts";
import { readNouveau } from "#etablissement/apprenants/form.ts";
import { ApprenantNouveauPage, ApprenantsPage } from "#etablissement/apprenants/pages.tsx";
import { chercher } from "#etablissement/apprenants/rules.ts";
import { apprenantsGeres, classesOuvertes, porteurIne } from "#etablissement/apprenants/store.ts";
import { creerArrivants } from "#etablissement/import/arrivants.ts";
import { nameKey, reconnaitre } from "#etablissement/import/reconnaitre.ts";
import { apprenantsConnus } from "#etablissement/import/store.ts";
import { ouvrirInscriptions } from "#etablissement/import/writes.ts";
import { premierJour } from "#etablissement/rules.ts";
import { schoolYearOf } from "#kernel/civil-date.ts";
import { refuse } from "#kernel/decision.ts";
import { formOf } from "#kernel/form.ts";
import { fullName, listName, longDate } from "#kernel/french.ts";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

async function loadListe({ tx, query, today }: Work) {
  const filtre = { q: (query.get("q") ?? "").slice(0, 100), classe: query.get("classe") ?? "" };
  const tous = await apprenantsGeres(tx, today);
  return { filtre, tous, trouves: chercher(tous, filtre, today), classes: await classesOuvertes(tx, today) };
}

const loadNouveau = async ({ tx, today }: Work) => ({ today, classes: await classesOuvertes(tx, today) });

type Nouveau = Extract<ReturnType<typeof readNouveau>, { ok: true }>["value"];

/** Whom the newcomer may be already: refused when it is sure, asked when it is not (the import's own rules). */
async function homonyme({ tx, today }: Pick<Work, "tx" | "today">, nouveau: Nouveau, classe: string) {
  const porteur = nouveau.ine === null ? null : await porteurIne(tx, nouveau.ine, null);
  if (porteur)
    return refuse(
      "ine-pris",
      `${listName(porteur)} porte déjà cet INE : cherchez sa fiche dans la liste.`,
      "ine",
    );
  const connus = (await apprenantsConnus(tx, schoolYearOf(today), today)).filter(
    (known) => nameKey(known) === nameKey(nouveau),
  );
  const ligne = { ...nouveau, numero: 1, division: classe, statutLu: true };
  const found = reconnaitre([ligne], connus).get(ligne);
  if (found?.kind === "connu")
    return refuse(
      "apprenant-existe",
      `${listName(found.apprenant)}, ${found.apprenant.naissance ? `naissance le ${longDate(found.apprenant.naissance)}` : "même classe"}, est déjà dans l’établissement (${found.apprenant.classe ?? "sans classe cette année"}). Cherchez sa fiche dans la liste : un apprenant qui revient garde son histoire.`,
      "nom",
    );
  if (connus.length > 0 && nouveau.autre !== "oui")
    return refuse(
      "homonyme",
      `Du même nom dans l’établissement : ${connus
        .map(
          (one) =>
            `${listName(one)} (${one.classe ?? "sans classe cette année"}, ${one.naissance ? `naissance le ${longDate(one.naissance)}` : "naissance inconnue"})`,
        )
        .join(" ; ")}. Si c’est une autre personne, cochez la case.`,
      "autre",
    );
  return null;
}

export const apprenants: Route[] = [
  view({
    path: routes.adminApprenants,
    right: droitsComptes.administrer,
    load: loadListe,
    page: (facts, screen) => <ApprenantsPage {...facts} screen={screen} />,
  }),
  view({
    path: routes.adminApprenantNouveau,
    right: droitsComptes.administrer,
    load: async (work) => ({ ...(await loadNouveau(work)), classe: work.query.get("classe") ?? "" }),
    page: ({ classes, classe }, screen) => (
      <ApprenantNouveauPage classes={classes} screen={screen} form={formOf({ statut: "scolaire", classe })} />
    ),
  }),
  act({
    path: routes.adminApprenantNouveau,
    name: "apprenant.creer",
    right: droitsComptes.administrer,
    load: loadNouveau,
    form: (input, facts) => readNouveau(input, facts),
    write: async (work, { classes }, nouveau) => {
      const classe = classes.find((one) => one.id === nouveau.classe);
      const refusal = await homonyme(work, nouveau, classe?.nom ?? "");
      if (refusal) return { refusal };
      const [arrivant] = await creerArrivants(work, [nouveau]);
      if (!arrivant) throw new Error("no newcomer was made");
      const { apprenant, login } = arrivant;
      if (classe) {
        const du = premierJour(classe.annee, work.today);
        await ouvrirInscriptions(work.tx, work.actor.etablissement.id, du, [
          { id: newId(), apprenant, classe: classe.id, statut: nouveau.statut },
        ]);
      }
      return {
        to: routes.adminApprenant.href({ apprenant }),
        message: `${fullName(nouveau)} est créé, avec l’identifiant ${login}. Son code d’accès s’imprime depuis sa fiche.`,
        object: apprenant,
        details: { classe: classe?.id ?? null },
      };
    },
    page: ({ classes }, screen, form) => (
      <ApprenantNouveauPage classes={classes} screen={screen} form={form} />
    ),
  }),
];
