import { encore as encoreAttitudes, staleOf as staleAttitudes } from "#bilans/attitudes/conflits.ts";
import { lireAttitudes } from "#bilans/attitudes/form.ts";
import { rencontreApres, verifierRencontre } from "#bilans/entreprise/rules.ts";
import { encore, staleOf } from "#bilans/lignes/conflits.ts";
import { basesDe } from "#bilans/lignes/form.ts";
import { dejaTransmis, type Soumise } from "#bilans/lignes/rules.ts";
import { readGrille } from "#bilans/lignes/saisie.ts";
import { transmettre } from "#bilans/lignes/store.ts";
import { commencer } from "#bilans/rencontre/commencer.tsx";
import { duDocument, enDocument, type Peut } from "#bilans/rencontre/document.ts";
import { ecrireCompteRendu, ecrireLignes } from "#bilans/rencontre/ecrire.ts";
import {
  CLES_ENGAGEMENT,
  clesCompetences,
  type Formulaires,
  formulairesDe,
  lireEngagement,
  lireFin,
  lireMot,
  reprendreJour,
  reprendrePresence,
} from "#bilans/rencontre/form.ts";
import { RencontrePage } from "#bilans/rencontre/pages.tsx";
import { droitsRencontre, noterPresence } from "#bilans/rencontre/rights.ts";
import {
  type CodeEtape,
  etapesDe,
  jourTenu,
  type Objet,
  objetDe,
  type Rencontre,
  seTient,
  suivante,
  verifierBilan,
  verifierFin,
} from "#bilans/rencontre/rules.ts";
import { loadRencontre } from "#bilans/rencontre/store.ts";
import type { Actor } from "#kernel/actor.ts";
import { all, allowed, type Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { type FormInput, type Parsed, parsed } from "#kernel/form-input.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { droitsTuteurs } from "#tuteurs/rights.ts";
import { noterMot } from "#visites/store.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Sur = Pick<Work, "tx" | "deps" | "today"> & { params: { visite: string } };
const lire = ({ tx, params, deps, today }: Sur) =>
  loadRencontre(tx, params.visite, deps.referentiels, { today, hold: false });
const tenir = ({ tx, params, deps, today }: Sur) =>
  loadRencontre(tx, params.visite, deps.referentiels, { today, hold: true });

type Vue = Pick<Screen, "frame" | "now" | "actor">;

const peutDe = (actor: Actor, r: Rencontre): Peut => ({
  tenir: all(droitsRencontre.tenir(actor, r), seTient(r.visite)),
  evaluer: all(droitsRencontre.evaluer(actor, r), seTient(r.visite)),
  inviter: droitsTuteurs.inviter(actor, r),
});

const documentDe = (actor: Actor, r: Rencontre) => enDocument({ ...r, peut: peutDe(actor, r) });

/** The page, always drawn from its document; `soumis`: the form that comes back. */
function page(
  r: Rencontre,
  { frame, now, actor }: Vue,
  soumis?: { code: keyof Formulaires; form: FormState },
) {
  const vue = duDocument(documentDe(actor, r));
  return (
    <RencontrePage
      frame={frame}
      vue={vue}
      formulaires={{ ...formulairesDe(vue), ...(soumis ? { [soumis.code]: soumis.form } : {}) }}
      soumis={soumis?.code ?? null}
      now={now}
      fuseau={actor.etablissement.fuseau}
      personne={actor.habilitation}
    />
  );
}

/** Back on the page, at a step. The page of a step is the whole page: its address is the one its form is sent to. */
const versEtape = (adresse: string, code: CodeEtape): string => `${adresse}#etape-${code}`;
const continuer = (adresse: string, r: Rencontre, code: CodeEtape): string =>
  versEtape(adresse, suivante(etapesDe(r), code));

const lectures = [
  routes.rencontre,
  routes.rencontreCompetences,
  routes.rencontreEngagement,
  routes.rencontreAttitudes,
  routes.rencontreMot,
  routes.rencontreCompteRendu,
  // an address read again after a refusal
  routes.rencontreTerminer,
  routes.rencontreClore,
].map((path) =>
  view({ path, right: droitsRencontre.lire, load: lire, page: (r, screen) => page(r, screen) }),
);

const enJson = view({
  path: routes.rencontreJson,
  right: droitsRencontre.lire,
  load: lire,
  page: (r, { actor }) => Response.json(documentDe(actor, r)),
});

type EtapeDuBilan = {
  path:
    | typeof routes.rencontreCompetences
    | typeof routes.rencontreEngagement
    | typeof routes.rencontreAttitudes;
  code: "competences" | "engagement" | "attitudes";
  /** the period has this step: an address of another is a page that does not exist */
  objet: Objet;
  form: (input: FormInput, r: Rencontre) => Parsed<{ lignes: Soumise[] }>;
  staleOf: typeof staleOf;
  decide?: (r: Rencontre, lignes: readonly Soumise[]) => Decision;
  /** the form sent back, both choices on the lines disputed */
  encore: (form: FormState, r: Rencontre, moment: { now: Date; fuseau: string }) => FormState;
  message: string;
};

/** A step that writes lines of the bilan: saved alone, the other steps being left as they are. */
const etapeDuBilan = (etape: EtapeDuBilan): Route =>
  act({
    path: etape.path,
    name: `rencontre.${etape.code}`,
    right: droitsRencontre.evaluer,
    load: async (work) => {
      const r = await tenir(work);
      return r && objetDe(r.statut) === etape.objet ? r : null;
    },
    form: etape.form,
    decide: (r, { lignes }) => all(seTient(r.visite), etape.decide?.(r, lignes) ?? allowed),
    write: async (work, r, { lignes }) => {
      const done = await ecrireLignes(work, r, lignes, etape.staleOf);
      if ("stale" in done) return done;
      return {
        to: continuer(etape.path.href({ visite: r.visite.id }), r, etape.code),
        message: etape.message,
        object: done.bilan,
        details: { visite: r.visite.id, lignes: done.ecrites.map(({ cle }) => cle) },
        fields: basesDe(done.ecrites),
      };
    },
    page: (r, screen, form) =>
      page(r, screen, {
        code: etape.code,
        form: etape.encore(form, r, { now: screen.now, fuseau: screen.actor.etablissement.fuseau }),
      }),
  });

type Fin = {
  path: typeof routes.rencontreCompteRendu | typeof routes.rencontreTerminer | typeof routes.rencontreClore;
  name: string;
  /** the visit is told as done */
  clore: boolean;
  /** the bilan is passed on to the learner */
  transmet: boolean;
  to: (r: Rencontre) => string;
  message: (r: Rencontre) => string;
};

/** The report saved, the visit told as done, the bilan passed on: one form, three buttons, all or nothing. */
const fin = ({ path, name, clore, transmet, to, message }: Fin): Route =>
  act({
    path,
    name,
    right: droitsRencontre.tenir,
    load: tenir,
    form: lireFin,
    decide: (r, saisie, { actor }) =>
      all(
        seTient(r.visite),
        clore ? verifierFin(r) : allowed,
        transmet ? droitsRencontre.evaluer(actor, r) : noterPresence(actor, r, saisie.lignes),
        transmet ? verifierBilan(r) : allowed,
      ),
    write: async (work, r, { lignes, compteRendu, version }) => {
      const perime = await ecrireCompteRendu(work, r.visite, {
        compteRendu,
        version,
        ...(clore ? { etat: "faite", date: jourTenu(r.visite, r.today) } : {}),
      });
      if (perime) return perime;
      const presence = lignes.filter(({ valeur, base }) => valeur !== base.valeur);
      const done = transmet || presence.length > 0 ? await ecrireLignes(work, r, presence, staleOf) : null;
      if (done && "stale" in done) return { stale: { ...done.stale, version } };
      if (transmet && done && !dejaTransmis(r.bilan, done.ecrites))
        await transmettre(work.tx, done.bilan, done.auteur);
      return {
        to: to(r),
        message: message(r),
        object: r.visite.id,
        version: version + 1,
        details: { ...(transmet && done ? { bilan: done.bilan } : {}) },
        fields: done ? basesDe(done.ecrites) : {},
      };
    },
    page: (r, screen, form) => page(r, screen, { code: "compteRendu", form: reprendrePresence(form, r) }),
  });

const mesVisites = () => routes.mesVisites.href({});

/** The mode of a visit (B-25): one page of a few steps, each saved on its own; the same facts as one JSON document. */
export const rencontres: Route[] = [
  ...commencer,
  ...lectures,
  enJson,
  etapeDuBilan({
    path: routes.rencontreCompetences,
    code: "competences",
    objet: "entreprise",
    form: (input, { ref }) => readGrille(input, ref, clesCompetences(ref)),
    staleOf,
    encore: (form, r, moment) => encore(form, { ...r, cles: clesCompetences(r.ref) }, moment),
    message: "Compétences enregistrées.",
  }),
  etapeDuBilan({
    path: routes.rencontreEngagement,
    code: "engagement",
    objet: "entreprise",
    form: lireEngagement,
    staleOf,
    decide: (r, lignes) => verifierRencontre(rencontreApres(lignes, r.bilan), r, { obligatoire: false }),
    encore: (form, r, moment) =>
      encore(reprendreJour(form, r.today), { ...r, cles: CLES_ENGAGEMENT }, moment),
    message: "Engagement, date et commentaire enregistrés.",
  }),
  etapeDuBilan({
    path: routes.rencontreAttitudes,
    code: "attitudes",
    objet: "attitudes",
    form: (input, { ref }) => {
      const read = lireAttitudes(input, ref);
      return read.ok ? parsed({ lignes: read.value }) : read;
    },
    staleOf: staleAttitudes,
    encore: encoreAttitudes,
    message: "Attitudes enregistrées.",
  }),

  act({
    path: routes.rencontreMot,
    name: "rencontre.mot",
    right: droitsRencontre.tenir,
    load: tenir,
    form: lireMot,
    decide: ({ visite }) => seTient(visite),
    write: async ({ tx, actor, now }, r, { texte, version }) => {
      const { visite } = r;
      const inchange = texte === visite.mot.texte;
      if (!inchange && !(await noterMot(tx, visite.id, { texte, version, par: actor.habilitation, now })))
        return {
          stale: {
            version: visite.mot.version,
            by: `${visite.mot.par} a noté un autre mot entre-temps.`,
            fields: [{ name: "mot", label: "Le mot de l’apprenant", yours: texte, theirs: visite.mot.texte }],
          },
        };
      return {
        to: continuer(routes.rencontreMot.href({ visite: visite.id }), r, "mot"),
        message: "Le mot de l’apprenant est noté.",
        object: visite.id,
        version: inchange ? visite.mot.version : version + 1,
      };
    },
    page: (r, screen, form) => page(r, screen, { code: "mot", form }),
  }),

  fin({
    path: routes.rencontreCompteRendu,
    name: "rencontre.compte-rendu",
    clore: false,
    transmet: false,
    to: ({ visite }) => versEtape(routes.rencontreCompteRendu.href({ visite: visite.id }), "terminer"),
    message: () => "Compte rendu enregistré.",
  }),
  fin({
    path: routes.rencontreTerminer,
    name: "rencontre.terminer",
    clore: true,
    transmet: true,
    to: mesVisites,
    message: ({ apprenant }) => `Visite terminée, bilan transmis à ${fullName(apprenant)}.`,
  }),
  fin({
    path: routes.rencontreClore,
    name: "rencontre.clore",
    clore: true,
    transmet: false,
    to: mesVisites,
    message: ({ apprenant }) => `Visite de ${fullName(apprenant)} notée faite ; le bilan n’est pas transmis.`,
  }),
];
