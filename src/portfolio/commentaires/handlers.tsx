import { formOf } from "#kernel/form.ts";
import { newId } from "#kernel/id.ts";
import { correction } from "#portfolio/commentaires/corriger.tsx";
import { readConseil, readReponse } from "#portfolio/commentaires/form.ts";
import {
  type FaitsCommentaires,
  lireCommentaires,
  loadEcrit,
  loadPageCommentaires,
} from "#portfolio/commentaires/load.ts";
import { CommentairesPage, ReponsePage } from "#portfolio/commentaires/pages.tsx";
import {
  ancreReponse,
  type Conseil,
  conseilDeLaReponse,
  presents,
  repondreUneFois,
  retirer,
} from "#portfolio/commentaires/rules.ts";
import { insertCommentaire, setFait, setRetire } from "#portfolio/commentaires/store.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

const lire = view({
  path: routes.commentaires,
  right: droitsPortfolio.lire,
  load: lireCommentaires,
  page: (faits, screen) => (
    <CommentairesPage
      faits={faits}
      screen={screen}
      form={formOf({ ancre: screen.query.get("ancre") ?? "" })}
    />
  ),
});

const commenter = act({
  path: routes.commentaires,
  name: "portfolio.commentaire.ajouter",
  right: droitsPortfolio.commenter,
  load: (work) => loadPageCommentaires(work),
  form: (input, { contexte }) => readConseil(input, contexte),
  write: async ({ tx, actor, now }, { dossier, apprenant }, { texte, lieu, surPlace }) => {
    const id = newId();
    await insertCommentaire(tx, {
      etablissement: actor.etablissement.id,
      id,
      dossier,
      ancre: lieu.ancre,
      texte,
      auteur: actor.habilitation,
      le: now,
    });
    return {
      to: surPlace ? lieu.adresse : routes.commentaires.href({ dossier }),
      message: `Commentaire ajouté : ${apprenant.prenom} peut le lire.`,
      object: id,
      details: { ancre: lieu.ancre },
    };
  },
  page: (faits, screen, form) => <CommentairesPage faits={faits} screen={screen} form={form} />,
});

type FaitsConseil = FaitsCommentaires & { conseil: Conseil };

/** One comment that is there, the portfolio held. */
async function loadConseil(
  work: Work<"/dossiers/:dossier/portfolio/commentaires/:commentaire">,
): Promise<FaitsConseil | null> {
  const faits = await loadPageCommentaires(work, true);
  const conseil = faits && presents(faits.conseils).find(({ id }) => id === work.params.commentaire);
  return conseil ? { ...faits, conseil } : null;
}

const ici = (dossier: string, id: string) => `${routes.commentaires.href({ dossier })}#commentaire-${id}`;

/** The learner says that he has reworked his text, or takes it back (`fait` = non). */
const fait = act({
  path: routes.commentaireFait,
  name: "portfolio.commentaire.fait",
  right: droitsPortfolio.marquerFait,
  load: (work) => loadConseil(work),
  form: (input) => ({ ok: true, value: input.text("fait") !== "non" }),
  write: async ({ tx, now, params }, { dossier }, done) => {
    await setFait(tx, params.commentaire, done ? now : null);
    return {
      to: ici(dossier, params.commentaire),
      message: done ? "C’est noté : commentaire traité." : "Commentaire remis à faire.",
      object: params.commentaire,
      details: { fait: done },
    };
  },
});

/** The learner answers in one line. */
const repondre = act({
  path: routes.commentaireReponse,
  name: "portfolio.commentaire.repondre",
  right: droitsPortfolio.repondre,
  load: (work) => loadConseil(work),
  form: readReponse,
  decide: ({ conseil }) => repondreUneFois(conseil),
  write: async ({ tx, actor, now }, { dossier, conseil }, { texte }) => {
    await insertCommentaire(tx, {
      etablissement: actor.etablissement.id,
      id: newId(),
      dossier,
      ancre: ancreReponse(conseil.id),
      texte,
      auteur: actor.habilitation,
      le: now,
    });
    return {
      to: ici(dossier, conseil.id),
      message: `Réponse envoyée : ${conseil.auteur.prenom} ${conseil.auteur.nom} peut la lire.`,
      object: conseil.id,
    };
  },
  page: (faits, screen, form) => <ReponsePage faits={faits} screen={screen} form={form} />,
});

/** The author takes his words back (or puts them back, `retire` = non): a comment, or an answer. */
const reprendre = act({
  path: routes.commentaireRetirer,
  name: "portfolio.commentaire.retirer",
  right: droitsPortfolio.reprendreSien,
  load: (work) => loadEcrit(work),
  form: (input) => ({ ok: true, value: input.text("retire") !== "non" }),
  decide: ({ ecrit }, _, { actor }) => retirer(ecrit, actor.habilitation),
  write: async ({ tx, actor, now }, { dossier, ecrit }, retire) => {
    await setRetire(tx, ecrit.id, retire ? now : null);
    const reponse = conseilDeLaReponse(ecrit.ancre);
    const quoi = reponse ? "Réponse retirée" : "Commentaire retiré";
    const suite = actor.role === "apprenant" ? "tu peux la rétablir" : "vous pouvez le rétablir";
    return {
      to:
        retire && !reponse
          ? `${routes.commentaires.href({ dossier })}#retires`
          : ici(dossier, reponse ?? ecrit.id),
      message: retire
        ? `${quoi} : ${suite} ci-dessous.`
        : reponse
          ? "Réponse rétablie."
          : "Commentaire rétabli.",
      object: ecrit.id,
      details: { retire },
    };
  },
});

export const commentaires: Route[] = [lire, commenter, fait, repondre, reprendre, ...correction];
