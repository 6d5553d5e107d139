import { versionLue } from "#portfolio/form.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { formDe } from "#portfolio/rules.ts";
import { save } from "#portfolio/save.ts";
import { libellesSemaine, readSemaine } from "#portfolio/semaines/form.ts";
import { loadSemaine } from "#portfolio/semaines/load.ts";
import { SemainePage } from "#portfolio/semaines/pages.tsx";
import { semaineCourante } from "#portfolio/semaines/rules.ts";
import { writeSemaine } from "#portfolio/semaines/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, view } from "#web/act.ts";

/** « Activités hebdomadaires » opens on the current week (S-49). */
const courante = view({
  path: routes.semaines,
  right: droitsPortfolio.lire,
  load: (work) => loadSemaine(work, (faits) => semaineCourante(faits.periode, work.today)),
  page: (faits, screen) => <SemainePage faits={faits} screen={screen} form={formDe(faits.ecrit)} />,
});

const lire = view({
  path: routes.semaine,
  right: droitsPortfolio.lire,
  load: (work) => loadSemaine(work, () => work.params.lundi),
  page: (faits, screen) => <SemainePage faits={faits} screen={screen} form={formDe(faits.ecrit)} />,
});

/** The learner writes a week: new or again, from the version his page showed. */
const ecrire = act({
  path: routes.semaine,
  name: "portfolio.semaine.ecrire",
  right: droitsPortfolio.ecrire,
  load: (work) => loadSemaine(work, () => work.params.lundi, true),
  form: (input, faits) => {
    const offertes = [...faits.taches.prevues, ...faits.taches.autres].map((tache) => tache.code);
    const read = readSemaine(input, offertes);
    return read.ok ? { ok: true, value: { contenu: read.value, version: versionLue(input) } } : read;
  },
  write: async (work, { dossier, semaine, ecrit }, envoye) => {
    const lundi = semaine.lundi;
    const saved = await save(work, {
      dossier,
      objet: "semaine",
      cle: lundi,
      stocke: ecrit,
      envoye,
      libelles: libellesSemaine,
      ecrire: (version) =>
        writeSemaine(
          work.tx,
          { etablissement: work.actor.etablissement.id, dossier, lundi },
          { ...envoye.contenu, version, modifie_le: work.now },
        ),
    });
    if ("stale" in saved) return saved;
    return {
      to: routes.semaine.href({ dossier, lundi }),
      message: `Semaine ${semaine.numero} enregistrée.`,
      object: dossier,
      details: { lundi },
      version: saved.version,
    };
  },
  page: (faits, screen, form) => <SemainePage faits={faits} screen={screen} form={form} />,
});

export const semaines: Route[] = [courante, lire, ecrire];
