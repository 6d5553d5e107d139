import { libellesEntreprise, readEntreprise } from "#portfolio/entreprise/form.ts";
import { loadEntreprise } from "#portfolio/entreprise/load.ts";
import { EntreprisePage } from "#portfolio/entreprise/pages.tsx";
import { writePresentation } from "#portfolio/entreprise/store.ts";
import { versionLue } from "#portfolio/form.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { formDe } from "#portfolio/rules.ts";
import { save } from "#portfolio/save.ts";
import { routes } from "#routes.ts";
import { act, type Route, view } from "#web/act.ts";

const lire = view({
  path: routes.presentation,
  right: droitsPortfolio.lire,
  load: (work) => loadEntreprise(work),
  page: (faits, screen) => <EntreprisePage faits={faits} screen={screen} form={formDe(faits.ecrit)} />,
});

const ecrire = act({
  path: routes.presentation,
  name: "portfolio.entreprise.ecrire",
  right: droitsPortfolio.ecrire,
  load: (work) => loadEntreprise(work, true),
  form: (input) => {
    const read = readEntreprise(input);
    return read.ok ? { ok: true, value: { contenu: read.value, version: versionLue(input) } } : read;
  },
  write: async (work, { dossier, ecrit }, envoye) => {
    const cle = { etablissement: work.actor.etablissement.id, dossier };
    const saved = await save(work, {
      dossier,
      objet: "presentation",
      cle: "",
      stocke: ecrit,
      envoye,
      libelles: libellesEntreprise,
      ecrire: (version) => writePresentation(work.tx, cle, envoye.contenu, { version, modifie_le: work.now }),
    });
    if ("stale" in saved) return saved;
    return {
      to: routes.presentation.href({ dossier }),
      message: "Présentation de l’entreprise enregistrée.",
      object: dossier,
      version: saved.version,
    };
  },
  page: (faits, screen, form) => <EntreprisePage faits={faits} screen={screen} form={form} />,
});

export const entreprise: Route[] = [lire, ecrire];
