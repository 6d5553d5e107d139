import { z } from "zod";
import { requiredLine } from "#kernel/fields.ts";
import { formOf } from "#kernel/form.ts";
import { readForm } from "#kernel/form-input.ts";
import { newId } from "#kernel/id.ts";
import { loadPageCommentaires } from "#portfolio/commentaires/load.ts";
import { CommentairesPage } from "#portfolio/commentaires/pages.tsx";
import { insertCommentaire, setFait } from "#portfolio/commentaires/store.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { act, type Route, view } from "#web/act.ts";

const lire = view({
  path: routes.commentaires,
  right: droitsPortfolio.lire,
  load: loadPageCommentaires,
  page: (faits, screen) => <CommentairesPage faits={faits} screen={screen} form={formOf()} />,
});

const schema = z.object({ texte: requiredLine("Écrivez votre commentaire.", 6_000) });

const commenter = act({
  path: routes.commentaires,
  name: "portfolio.commentaire.ajouter",
  right: droitsPortfolio.commenter,
  load: loadPageCommentaires,
  form: (input) => readForm(schema, input),
  write: async ({ tx, actor, now }, { dossier, apprenant }, { texte }) => {
    const id = newId();
    await insertCommentaire(tx, {
      etablissement: actor.etablissement.id,
      id,
      dossier,
      texte,
      auteur: actor.habilitation,
      le: now,
    });
    return {
      to: routes.commentaires.href({ dossier }),
      message: `Commentaire ajouté : ${apprenant.prenom} peut le lire.`,
      object: id,
    };
  },
  page: (faits, screen, form) => <CommentairesPage faits={faits} screen={screen} form={form} />,
});

/** The learner says that he has reworked his text, or takes it back (`fait` = non). */
const fait = act({
  path: routes.commentaireFait,
  name: "portfolio.commentaire.fait",
  right: droitsPortfolio.marquerFait,
  load: async (work) => {
    const faits = await loadPageCommentaires(work);
    return faits?.commentaires.some(({ id }) => id === work.params.commentaire) ? faits : null;
  },
  form: (input) => ({ ok: true, value: input.text("fait") !== "non" }),
  write: async ({ tx, now, params }, { dossier }, done) => {
    await setFait(tx, params.commentaire, done ? now : null);
    return {
      to: routes.commentaires.href({ dossier }),
      message: done ? "C’est noté : commentaire traité." : "Commentaire remis à faire.",
      object: params.commentaire,
      details: { fait: done },
    };
  },
});

export const commentaires: Route[] = [lire, commenter, fait];
