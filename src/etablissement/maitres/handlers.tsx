import { droitsComptes } from "#comptes/rights.ts";
import { readMaitre } from "#etablissement/maitres/form.ts";
import { MaitresPage } from "#etablissement/maitres/pages.tsx";
import { ajouterContrat, apprentisDe, contratChevauche, maitresDe } from "#etablissement/maitres/store.ts";
import { donnerRole, inviter } from "#etablissement/roles/store.ts";
import { allowed, refuse } from "#kernel/decision.ts";
import { formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

const loadMaitres = async ({ tx }: Work) => ({
  maitres: await maitresDe(tx),
  apprentis: await apprentisDe(tx),
});

export const maitres: Route[] = [
  view({
    path: routes.maitres,
    right: droitsComptes.administrer,
    load: loadMaitres,
    page: (facts, screen) => <MaitresPage {...facts} screen={screen} form={formOf()} />,
  }),
  act({
    path: routes.maitres,
    name: "maitre.creer",
    right: droitsComptes.administrer,
    load: loadMaitres,
    form: (input, { apprentis }) => readMaitre(input, apprentis),
    write: async (work, _, nouveau) => {
      const { nom, prenom, courriel } = nouveau;
      const role = await donnerRole(work, "maitre", { nom, prenom, courriel });
      if (!role.ok) return { refusal: role };
      const { habilitation, identite, etat, active } = role.value;
      if (await contratChevauche(work.tx, habilitation, nouveau))
        return {
          refusal: refuse(
            "contrat-existe",
            "Ce maître d’apprentissage suit déjà cet apprenti à ces dates.",
            "apprenti",
          ),
        };
      await ajouterContrat(work.tx, work.actor.etablissement.id, habilitation, nouveau);
      // who has been invited already, or has a password, needs no second letter
      const invite = !active && etat !== "present";
      if (invite) await inviter(work, { identite, courriel });
      return {
        to: routes.maitres.href({}),
        message: invite
          ? `Compte créé pour ${fullName(nouveau)} : le lien d’activation part à ${courriel}.`
          : `Contrat ajouté pour ${fullName(nouveau)}.`,
        object: habilitation,
        details: { apprenant: nouveau.apprenti, du: nouveau.du, au: nouveau.au },
        mail: invite,
      };
    },
    page: (facts, screen, form) => <MaitresPage {...facts} screen={screen} form={form} />,
  }),
  act({
    path: routes.maitreRelance,
    name: "maitre.relancer",
    right: droitsComptes.administrer,
    load: async ({ tx, params }) => (await maitresDe(tx, params.maitre))[0] ?? null,
    form: () => parsed({}),
    decide: (maitre) =>
      maitre.compte === "active"
        ? refuse("deja-active", "Ce compte est déjà activé : il n’a plus besoin de lien d’activation.")
        : allowed,
    write: async (work, maitre) => {
      await inviter(work, maitre);
      return {
        to: routes.maitres.href({}),
        message: `Un nouveau lien d’activation part à ${maitre.courriel}.`,
        object: maitre.id,
        mail: true,
      };
    },
  }),
];
