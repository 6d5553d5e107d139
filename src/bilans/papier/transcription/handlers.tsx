import * as conflitsAttitudes from "#bilans/attitudes/conflits.ts";
import {
  lignesAffichees as attitudesAffichees,
  valeursDe as valeursAttitudes,
} from "#bilans/attitudes/form.ts";
import { droitsAttitudes } from "#bilans/attitudes/rights.ts";
import { loadAttitudes } from "#bilans/attitudes/store.ts";
import { clesDe } from "#bilans/entreprise/form.ts";
import { droitsBilanEntreprise } from "#bilans/entreprise/rights.ts";
import { rencontreApres, verifierPresence, verifierRencontre } from "#bilans/entreprise/rules.ts";
import { loadGrille } from "#bilans/entreprise/store.ts";
import { encore, staleOf } from "#bilans/lignes/conflits.ts";
import { basesDe } from "#bilans/lignes/form.ts";
import { dejaTransmis, type Fusion, fusionner } from "#bilans/lignes/rules.ts";
import { lignesAffichees, valeursDe } from "#bilans/lignes/saisie.ts";
import { transmettre, writeBilan } from "#bilans/lignes/store.ts";
import { droitsPapier } from "#bilans/papier/rights.ts";
import {
  attitudesDansLaPage,
  attitudesDeLaPage,
  lireTranscription,
} from "#bilans/papier/transcription/form.ts";
import { type TranscriptionLue, TranscriptionPage } from "#bilans/papier/transcription/pages.tsx";
import {
  aTransmettre,
  messageTransmis,
  type Releve,
  verifierReleve,
} from "#bilans/papier/transcription/rules.ts";
import { all, allowed, type Decision } from "#kernel/decision.ts";
import { type Conflict, type FormState, formOf } from "#kernel/form.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Sur = Pick<Work, "tx" | "deps" | "today" | "actor"> & { params: { dossier: string } };

/** Both bilans of the dossier. `hold`: true in an act, which writes the two in one transaction. */
const charger =
  (hold: boolean) =>
  async ({ tx, params, deps, today, actor }: Sur): Promise<TranscriptionLue | null> => {
    const grille = await loadGrille(tx, params.dossier, deps.referentiels, { today, hold });
    const attitudes = await loadAttitudes(tx, params.dossier, deps.referentiels, hold);
    if (!grille || !attitudes) return null;
    const entreprise = droitsBilanEntreprise.ecrire(actor, grille);
    return {
      grille,
      attitudes,
      parties: { entreprise: entreprise.ok, attitudes: droitsAttitudes.ecrire(actor, attitudes).ok },
      refus: entreprise.ok ? null : entreprise.message,
    };
  };

/** The page as it opens: what is stored, and the last day of the period for the meeting (S-72). */
function ouverture({ grille, attitudes, parties }: TranscriptionLue): FormState {
  const { ref } = grille;
  const dates = new Map([["dateRencontre", grille.periode.au as string]]);
  return formOf({
    ...(parties.attitudes
      ? attitudesDansLaPage(valeursAttitudes(attitudesAffichees(ref, attitudes.lignes)))
      : {}),
    ...(parties.entreprise ? valeursDe(lignesAffichees(clesDe(ref), grille.lignes, dates)) : {}),
  });
}

/** The form sent back: after a conflict, both choices on the lines disputed of either bilan. */
function reprise(
  { grille, attitudes, parties }: TranscriptionLue,
  form: FormState,
  { now, actor }: Screen,
): FormState {
  if (!form.conflict) return form;
  const moment = { now, fuseau: actor.etablissement.fuseau };
  const entreprise = encore(form, { ...grille, cles: clesDe(grille.ref) }, moment);
  const own = conflitsAttitudes.encore(
    { ...form, values: attitudesDeLaPage(form.values) },
    attitudes,
    moment,
  );
  return {
    ...form,
    values: {
      ...(parties.attitudes ? attitudesDansLaPage(own.values) : {}),
      ...(parties.entreprise ? entreprise.values : {}),
    },
    errors: {
      ...(parties.entreprise ? entreprise.errors : {}),
      ...(parties.attitudes ? attitudesDansLaPage(own.errors) : {}),
    },
  };
}

const page = (faits: TranscriptionLue, screen: Screen, form: FormState) => (
  <TranscriptionPage
    frame={screen.frame}
    faits={faits}
    form={form}
    detail={screen.query.get("detail") === "oui"}
    now={screen.now}
    fuseau={screen.actor.etablissement.fuseau}
    personne={screen.actor.habilitation}
    enseignant={screen.actor.role === "enseignant"}
  />
);

type Ecrit = { entreprise: Fusion["ecrire"]; attitudes: Fusion["ecrire"]; bilans: Record<string, string> };

/** The lines of both bilans, fused with those stored by the rules of the grid; everything or nothing. */
async function ecrire(
  { tx, actor, now }: Pick<Work, "tx" | "actor" | "now">,
  { grille, attitudes }: TranscriptionLue,
  releve: Releve,
): Promise<{ stale: Conflict } | Ecrit> {
  const fusions = {
    entreprise: fusionner(grille.lignes, releve.entreprise),
    attitudes: fusionner(attitudes.lignes, releve.attitudes),
  };
  const stales = [
    ...(fusions.entreprise.conflits.length > 0 ? [staleOf(grille.ref, fusions.entreprise.conflits)] : []),
    ...(fusions.attitudes.conflits.length > 0
      ? [conflitsAttitudes.staleOf(attitudes.ref, fusions.attitudes.conflits)]
      : []),
  ];
  if (stales.length > 0)
    return {
      stale: {
        version: Math.max(...stales.map(({ version }) => version)),
        by: [...new Set(stales.map(({ by }) => by))].join(", "),
        fields: stales.flatMap(({ fields }) => fields),
      },
    };
  const auteur = { etablissement: actor.etablissement.id, habilitation: actor.habilitation, now };
  const bilans: Record<string, string> = {};
  for (const [type, faits] of [
    ["entreprise", grille],
    ["attitudes", attitudes],
  ] as const) {
    // a bilan of which the paper says nothing is not begun
    const id =
      fusions[type].ecrire.length > 0
        ? await writeBilan(tx, { ...faits, type }, fusions[type].ecrire, auteur)
        : faits.bilan?.id;
    if (id) bilans[type] = id;
  }
  return { entreprise: fusions.entreprise.ecrire, attitudes: fusions.attitudes.ecrire, bilans };
}

/** What both acts leave in the journal, and the bases from which the page goes on. */
const trace = (ecrit: Ecrit) => ({
  object: ecrit.bilans.entreprise ?? ecrit.bilans.attitudes,
  details: { lignes: [...ecrit.entreprise, ...ecrit.attitudes].map(({ cle }) => cle), papier: true },
  fields: {
    ...attitudesDansLaPage(basesDe(ecrit.attitudes)),
    ...basesDe(ecrit.entreprise),
  },
});

/** The date of the meeting by the grid's own rule; required of a bilan entreprise that is passed on. */
const rencontre = ({ grille, parties }: TranscriptionLue, releve: Releve, obligatoire: boolean): Decision =>
  parties.entreprise
    ? verifierRencontre(rencontreApres(releve.entreprise, grille.bilan), grille, { obligatoire })
    : allowed;

/** « Reporter une grille papier » (S-77, B-27): the paper typed in its own order, both bilans in one pass. */
export const transcription: Route[] = [
  view({
    path: routes.transcription,
    right: droitsPapier.transcrire,
    load: charger(false),
    page: (faits, screen) => page(faits, screen, ouverture(faits)),
  }),

  act({
    path: routes.transcription,
    name: "transcription.enregistrer",
    right: droitsPapier.transcrire,
    load: charger(true),
    form: (input, { grille, parties }) => lireTranscription(input, grille.ref, parties),
    decide: (faits, releve, { actor }): Decision =>
      all(verifierPresence(releve.entreprise, actor.role), rencontre(faits, releve, false)),
    write: async (work, faits, releve) => {
      const ecrit = await ecrire(work, faits, releve);
      if ("stale" in ecrit) return ecrit;
      const { dossier } = faits.grille;
      const detail = work.query.get("detail") === "oui" ? { detail: "oui" } : {};
      return {
        to: routes.transcription.href({ dossier }, detail),
        message: "Grille papier enregistrée.",
        ...trace(ecrit),
      };
    },
    page: (faits, screen, form) => page(faits, screen, reprise(faits, form, screen)),
  }),

  act({
    path: routes.transcriptionTerminer,
    name: "transcription.transmettre",
    right: droitsPapier.transcrire,
    load: charger(true),
    form: (input, { grille, parties }) => lireTranscription(input, grille.ref, parties),
    decide: (faits, releve, { actor }): Decision =>
      all(
        verifierPresence(releve.entreprise, actor.role),
        verifierReleve(faits, faits.parties, releve),
        rencontre(faits, releve, aTransmettre(faits, faits.parties, releve).entreprise),
      ),
    write: async (work, faits, releve) => {
      const ecrit = await ecrire(work, faits, releve);
      if ("stale" in ecrit) return ecrit;
      const { grille, attitudes, parties } = faits;
      const { dossier, apprenant } = grille;
      const { tx, actor, now } = work;
      const auteur = { etablissement: actor.etablissement.id, habilitation: actor.habilitation, now };
      const sent = aTransmettre(faits, parties, releve);
      for (const [type, bilan] of [
        ["entreprise", grille.bilan],
        ["attitudes", attitudes.bilan],
      ] as const) {
        const id = ecrit.bilans[type];
        if (sent[type] && id && !dejaTransmis(bilan, ecrit[type])) await transmettre(tx, id, auteur);
      }
      return {
        to: (sent.entreprise ? routes.bilanEntreprise : routes.attitudes).href({ dossier }),
        message: messageTransmis(apprenant, parties, sent),
        ...trace(ecrit),
      };
    },
    page: (faits, screen, form) => page(faits, screen, reprise(faits, form, screen)),
  }),
];
