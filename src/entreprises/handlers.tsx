import { fichier, tableauDe } from "#entreprises/export.ts";
import { FichePage } from "#entreprises/fiche.tsx";
import { lireEntreprise } from "#entreprises/form.ts";
import { fusion } from "#entreprises/fusion/handlers.tsx";
import { EntreprisesPage } from "#entreprises/pages.tsx";
import { recherche } from "#entreprises/recherche.tsx";
import { droitsEntreprises } from "#entreprises/rights.ts";
import { doublons, filtrer, type Tri, trier, tris } from "#entreprises/rules.ts";
import {
  ecrireEntreprise,
  entrepriseAuSiret,
  historique,
  listeEntreprises,
  loadEntreprise,
  type UneEntreprise,
} from "#entreprises/store.ts";
import { csv } from "#files/csv.ts";
import { xlsx } from "#files/xlsx.ts";
import { type Conflict, formOf } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

const triDe = (query: URLSearchParams): Tri => {
  const tri = query.get("tri") ?? "";
  return tri in tris ? (tri as Tri) : "nom";
};
const motsDe = (query: URLSearchParams) => (query.get("q") ?? "").trim().slice(0, 100);

/** What the list shows is what the exports hold. */
async function loadListe({ tx, query }: Pick<Work, "tx" | "query">) {
  const toutes = await listeEntreprises(tx);
  return { toutes, lignes: trier(filtrer(toutes, motsDe(query)), triDe(query)) };
}

const liste: Route[] = [
  view({
    path: routes.entreprises,
    right: droitsEntreprises.consulter,
    load: loadListe,
    page: ({ toutes, lignes }, { frame, query }) => (
      <EntreprisesPage
        frame={frame}
        lignes={lignes}
        vide={toutes.length === 0}
        doublons={doublons(toutes)}
        recherche={motsDe(query)}
        tri={triDe(query)}
      />
    ),
  }),
  view({
    path: routes.entreprisesCsv,
    right: droitsEntreprises.consulter,
    load: loadListe,
    page: ({ lignes }) => {
      const { colonnes, rows } = tableauDe(lignes);
      return fichier(csv([colonnes.map(({ titre }) => titre), ...rows]), "text/csv; charset=utf-8", "csv");
    },
  }),
  view({
    path: routes.entreprisesXlsx,
    right: droitsEntreprises.consulter,
    load: loadListe,
    page: ({ lignes }) => {
      const { colonnes, rows } = tableauDe(lignes);
      return fichier(
        xlsx({ name: "Entreprises", columns: colonnes, rows }),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
      );
    },
  }),
];

/** A company, who went there, and the rows that look like it. */
async function load({ tx, params }: Pick<Work, "tx"> & { params: { entreprise: string } }) {
  const une = await loadEntreprise(tx, params.entreprise);
  if (!une) return null;
  const passages = await historique(tx, une.id);
  const semblables = doublons(await listeEntreprises(tx)).find((groupe) =>
    groupe.some(({ id }) => id === une.id),
  );
  return { une, passages, semblables: (semblables ?? []).filter(({ id }) => id !== une.id) };
}

const champs = [
  ["nom", "Raison sociale"],
  ["siret", "SIRET"],
  ["adresse", "Adresse"],
  ["codePostal", "Code postal"],
  ["ville", "Ville"],
  ["secteur", "Secteur d’activité"],
  ["naf", "Code NAF"],
  ["telephone", "Téléphone"],
  ["notes", "Notes de l’établissement"],
] as const;

const conflit = (une: UneEntreprise, saisie: Record<(typeof champs)[number][0], string>): Conflict => ({
  version: une.version,
  by: `${une.par ? fullName(une.par) : "Quelqu’un"} a modifié cette entreprise entre-temps.`,
  fields: champs.flatMap(([name, label]) =>
    saisie[name] === une[name] ? [] : [{ name, label, yours: saisie[name], theirs: une[name] }],
  ),
});

const valeurs = (une: UneEntreprise) => formOf(Object.fromEntries(champs.map(([name]) => [name, une[name]])));

const fiche: Route[] = [
  view({
    path: routes.entreprise,
    right: droitsEntreprises.consulter,
    load,
    page: (faits, screen) => <FichePage {...faits} screen={screen} form={valeurs(faits.une)} />,
  }),
  act({
    path: routes.entreprise,
    name: "entreprise.modifier",
    right: droitsEntreprises.modifier,
    load,
    form: lireEntreprise,
    write: async ({ tx, actor, now }, { une }, { version, saisie }) => {
      if (version !== une.version) return { stale: conflit(une, saisie) };
      const memeSiret = saisie.siret === "" ? undefined : await entrepriseAuSiret(tx, saisie.siret);
      if (memeSiret && memeSiret.id !== une.id)
        return {
          refusal: {
            ok: false,
            code: "siret-pris",
            message: `Ce SIRET est déjà celui de « ${memeSiret.nom} » : fusionnez les deux fiches.`,
            field: "siret",
          },
        };
      if (!(await ecrireEntreprise(tx, une, saisie, { par: actor.habilitation, now })))
        return { stale: conflit(une, saisie) };
      const modifies = champs.filter(([name]) => saisie[name] !== une[name]).map(([name]) => name);
      return {
        to: routes.entreprise.href({ entreprise: une.id }),
        object: une.id,
        message: "Entreprise enregistrée. Les dossiers gardent ce qui y est écrit.",
        details: { champs: modifies },
      };
    },
    page: (faits, screen, form) => <FichePage {...faits} screen={screen} form={form} />,
  }),
];

/** The school's own directory of companies (B-29). `recherche` comes before the address of one company. */
export const entreprises: Route[] = [...liste, ...recherche, ...fiche, ...fusion];
