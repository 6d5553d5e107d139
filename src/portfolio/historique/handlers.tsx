import { formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { versionLue } from "#portfolio/form.ts";
import { loadHistorique } from "#portfolio/historique/load.ts";
import { HistoriquePage } from "#portfolio/historique/pages.tsx";
import { textes } from "#portfolio/historique/textes.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { conflitDe, quand } from "#portfolio/rules.ts";
import { garderVersion } from "#portfolio/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, view } from "#web/act.ts";

const lire = view({
  path: routes.portfolioHistorique,
  right: droitsPortfolio.lire,
  load: (work) => loadHistorique(work),
  page: (faits, screen) => <HistoriquePage faits={faits} screen={screen} form={formOf()} />,
});

/** The learner goes back to what he had written: a new version like any other, what it replaces is kept (B-03). */
const retablir = act({
  path: routes.portfolioHistorique,
  name: "portfolio.version.retablir",
  right: droitsPortfolio.ecrire,
  load: (work) => loadHistorique(work, true),
  form: (input, { etats }) => {
    const voulu = etats.slice(0, -1).find(({ version }) => String(version) === input.text("retablir"));
    return voulu
      ? parsed({ voulu, depuis: versionLue(input) })
      : { ok: false, errors: { retablir: "Cette version n’est plus dans l’historique : recharge la page." } };
  },
  write: async ({ tx, actor, now, today }, faits, { voulu, depuis }) => {
    const { dossier, objet, cle, courant, libelles } = faits;
    const texte = textes[objet];
    const contenu = texte.complet(courant.contenu, voulu.contenu);
    if (depuis !== courant.version) {
      const moment = courant.modifieLe ? quand(courant.modifieLe, today, actor.etablissement.fuseau) : "";
      return { stale: conflitDe(courant, contenu, libelles, moment) };
    }
    const ou = { etablissement: actor.etablissement.id, dossier };
    // whatever the sitting: going back must never lose what was written a minute ago
    await garderVersion(tx, {
      ...ou,
      objet,
      cle,
      version: courant.version,
      contenu: courant.contenu,
      auteur: actor.habilitation,
      le: now,
    });
    await texte.write(tx, { ...ou, cle }, contenu, { version: courant.version + 1, modifie_le: now });
    return {
      to: faits.lieu.adresse.split("#")[0] ?? "",
      message: "Ton texte d’avant est revenu. Celui qu’il remplace reste dans l’historique.",
      object: dossier,
      details: { objet, cle, version: voulu.version },
      version: courant.version + 1,
    };
  },
  page: (faits, screen, form) => <HistoriquePage faits={faits} screen={screen} form={form} />,
});

export const historique: Route[] = [lire, retablir];
