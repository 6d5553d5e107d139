import { formOf } from "#kernel/form.ts";
import { readCorrection } from "#portfolio/commentaires/form.ts";
import { type FaitsEcrit, loadEcrit } from "#portfolio/commentaires/load.ts";
import { CorrigerPage } from "#portfolio/commentaires/pages.tsx";
import { conseilDeLaReponse, corriger, empreinteDe } from "#portfolio/commentaires/rules.ts";
import { setTexte } from "#portfolio/commentaires/store.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { act, type Route, view } from "#web/act.ts";

const reponse = ({ ecrit }: FaitsEcrit) => conseilDeLaReponse(ecrit.ancre);

const ouvrir = view({
  path: routes.commentaire,
  right: droitsPortfolio.reprendreSien,
  load: (work) => loadEcrit(work, false),
  page: (faits, screen) => (
    <CorrigerPage
      faits={faits}
      screen={screen}
      form={formOf({ texte: faits.ecrit.texte })}
      decision={corriger(faits.ecrit, screen.actor.habilitation, screen.now)}
    />
  ),
});

/** The author puts his words right, within a quarter of an hour. */
const enregistrer = act({
  path: routes.commentaire,
  name: "portfolio.commentaire.corriger",
  right: droitsPortfolio.reprendreSien,
  load: (work) => loadEcrit(work),
  form: (input, faits) => readCorrection(input, reponse(faits) !== null),
  decide: ({ ecrit }, _, { actor, now }) => corriger(ecrit, actor.habilitation, now),
  write: async ({ tx, actor }, faits, { texte, version }) => {
    const { dossier, ecrit } = faits;
    const stored = empreinteDe(ecrit.texte);
    if (version !== stored && ecrit.texte !== texte)
      return {
        stale: {
          version: stored,
          by:
            actor.role === "apprenant"
              ? "Tu as déjà corrigé ce texte dans un autre onglet ou sur un autre appareil."
              : "Vous avez déjà corrigé ce texte dans un autre onglet ou sur un autre appareil.",
          fields: [{ name: "texte", label: "Texte", yours: texte, theirs: ecrit.texte }],
        },
      };
    await setTexte(tx, ecrit.id, texte);
    return {
      to: `${routes.commentaires.href({ dossier })}#commentaire-${reponse(faits) ?? ecrit.id}`,
      message: reponse(faits) ? "Réponse corrigée." : "Commentaire corrigé.",
      object: ecrit.id,
    };
  },
  page: (faits, screen, form) => (
    <CorrigerPage
      faits={faits}
      screen={screen}
      form={form}
      decision={corriger(faits.ecrit, screen.actor.habilitation, screen.now)}
    />
  ),
});

export const correction: Route[] = [ouvrir, enregistrer];
