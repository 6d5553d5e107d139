import { contentDisposition, fileName } from "#files/download.ts";
import { fullName } from "#kernel/french.ts";
import { newId } from "#kernel/id.ts";
import { etatDeLaPage, etatRenvoye } from "#portfolio/organigramme/etat.ts";
import { readDemande } from "#portfolio/organigramme/form.ts";
import { organigrammePng } from "#portfolio/organigramme/image.ts";
import { type FaitsOrganigramme, loadOrganigramme } from "#portfolio/organigramme/load.ts";

import { OrganigrammePage } from "#portfolio/organigramme/pages.tsx";
import { conflitDe, fait } from "#portfolio/organigramme/recit.ts";
import { appliquer, renumerote } from "#portfolio/organigramme/rules.ts";
import { ecrireOrganigramme } from "#portfolio/organigramme/store.ts";
import { versTexte } from "#portfolio/organigramme/texte.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { quand } from "#portfolio/rules.ts";
import { marquerEdite } from "#portfolio/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, view } from "#web/act.ts";

/** What the model writes on the learner's own post. */
const sonPoste = ({ apprenant, referentiel }: FaitsOrganigramme): string =>
  `${apprenant.statut === "apprenti" ? "Poste d’apprentissage" : "Stagiaire"} ${referentiel.sigle}`;

/** The tree beside its drawing for its learner, the drawing and its words for the others (S-48). */
const lire = view({
  path: routes.organigramme,
  right: droitsPortfolio.lire,
  load: (work) => loadOrganigramme(work),
  page: (faits, screen) => (
    <OrganigrammePage
      faits={faits}
      screen={screen}
      etat={etatDeLaPage(faits.organigramme.postes, screen.query)}
    />
  ),
});

/** Every gesture on the tree: add, change, up, down, move, take out, put back, start from the model. */
const changer = act({
  path: routes.organigramme,
  name: "portfolio.organigramme",
  right: droitsPortfolio.ecrire,
  load: (work) => loadOrganigramme(work, true),
  form: (input, faits) => readDemande(input, sonPoste(faits), newId),
  write: async ({ tx, actor, now, today }, faits, { commande, version, vu, encore }) => {
    const { dossier, organigramme } = faits;
    const { postes } = organigramme;
    if (organigramme.version !== version) {
      const moment = organigramme.modifieLe
        ? quand(organigramme.modifieLe, today, actor.etablissement.fuseau)
        : "";
      return { stale: conflitDe({ organigramme, vu, commande, quand: moment }) };
    }
    const decision = appliquer(postes, commande);
    if (!decision.ok) return { refusal: decision };
    const apres = decision.value;
    const details = { faire: commande.faire };
    // already first, already there: nothing is written, and it is said
    const inchange = versTexte(apres) === versTexte(renumerote(postes));
    if (!inchange) {
      const cle = { etablissement: actor.etablissement.id, dossier };
      await ecrireOrganigramme(tx, cle, apres, { version: version + 1, le: now });
      await marquerEdite(tx, dossier, now);
    }
    const { choisi, message } = fait(commande, postes, apres, inchange);
    const suite =
      encore && commande.faire === "ajouter"
        ? { poste: commande.sous ?? undefined, faire: "ajouter" }
        : { poste: choisi };
    const done = {
      to: routes.organigramme.href({ dossier }, suite),
      message,
      object: dossier,
      version: inchange ? version : version + 1,
      details,
    };
    if (commande.faire !== "retirer") return done;
    // the one page from which a removal is undone: it holds what stood before
    return {
      ...done,
      show: (screen) => (
        <OrganigrammePage
          faits={{
            ...faits,
            sommaire: { ...faits.sommaire, postes: apres.length },
            organigramme: { version: version + 1, modifieLe: now, postes: apres },
          }}
          screen={screen}
          etat={{ ...etatDeLaPage(apres, new URLSearchParams()), retire: { message, avant: postes } }}
        />
      ),
    };
  },
  page: (faits, screen, form) => (
    <OrganigrammePage faits={faits} screen={screen} etat={etatRenvoye(faits.organigramme.postes, form)} />
  ),
});

/** « Télécharger en PNG » */
const png = view({
  path: routes.organigrammePng,
  right: droitsPortfolio.lire,
  load: async (work) => {
    const faits = await loadOrganigramme(work);
    return faits && faits.organigramme.postes.length > 0 ? faits : null;
  },
  page: async ({ organigramme, apprenant, sommaire }) => {
    const image = await organigrammePng(organigramme.postes, "Organigramme");
    const nom = fileName(
      ["Organigramme", sommaire.entreprises[0], fullName(apprenant)].filter(Boolean).join(" "),
      "png",
    );
    return new Response(image!.png, {
      headers: { "Content-Type": "image/png", "Content-Disposition": contentDisposition(nom) },
    });
  },
});

export const organigramme: Route[] = [lire, changer, png];
