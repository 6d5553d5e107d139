import { courrielsDe } from "#comptes/store/acces-tuteur.ts";
import { lireLieu } from "#fiche-de-liaison/form.ts";
import { joursPossibles } from "#fiche-de-liaison/lieu/rules.ts";
import { refuserSonAdresse } from "#fiche-de-liaison/rules.ts";
import { modifierLieu } from "#fiche-de-liaison/store/modifier-lieu.ts";
import { all } from "#kernel/decision.ts";
import { adressePresentation } from "#portfolio/entreprise/adresse.ts";
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
  load: (work) => loadEntreprise(work, "portfolio"),
  form: (input) => {
    const read = readEntreprise(input);
    return read.ok ? { ok: true, value: { contenu: read.value, version: versionLue(input) } } : read;
  },
  write: async (work, { dossier, ecrit, fiche }, envoye) => {
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
      to: adressePresentation(dossier, fiche.accueil.rang),
      message: "Présentation de l’entreprise enregistrée.",
      object: dossier,
      version: saved.version,
    };
  },
  page: (faits, screen, form) => <EntreprisePage faits={faits} screen={screen} form={form} />,
});

/**
 * The learner changes the company or the tutor right here (S-45): the fiche changes with it, or a teacher is asked once
 * it is agreed.
 */
const modifier = act({
  path: routes.presentationLieu,
  name: "portfolio.entreprise.modifier",
  right: droitsPortfolio.ecrire,
  load: async (work) => {
    const faits = await loadEntreprise(work, "lieu");
    return faits && { ...faits, adresses: await courrielsDe(work.tx, faits.apprenant.id) };
  },
  form: (input, { fiche, apprenant }) =>
    lireLieu(input, fiche.accueil.lieu, {
      tuteur: apprenant.statut === "scolaire",
      jours: fiche.sejours.length > 1,
    }),
  decide: ({ fiche, adresses }, { lieu }) =>
    all(refuserSonAdresse(lieu.tuteurCourriel, adresses, "tuteurCourriel"), joursPossibles(fiche, lieu)),
  write: async (work, { dossier, fiche }, saisie) => {
    const done = await modifierLieu(work, fiche, saisie);
    if ("stale" in done) return done;
    return {
      to: adressePresentation(dossier, fiche.accueil.rang),
      message: suites[done.issue],
      object: dossier,
      details: { changements: done.changements, proposition: done.issue === "proposition" },
      version: done.version,
    };
  },
  page: (faits, screen, form) => (
    <EntreprisePage faits={faits} screen={screen} form={formDe(faits.ecrit)} lieu={form} />
  ),
});

const suites = {
  inchange: "Rien n’a changé.",
  proposition: "Proposition envoyée. Un de tes enseignants va l’accepter ou l’écarter.",
  ecrit: "Entreprise enregistrée, dans ta fiche de liaison aussi.",
};

export const entreprise: Route[] = [lire, ecrire, modifier];
