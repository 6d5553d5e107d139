import { z } from "zod";
import {
  lignesAffichees as attitudesAffichees,
  valeursDe as valeursAttitudes,
} from "#bilans/attitudes/form.ts";
import { clesDe } from "#bilans/entreprise/form.ts";
import { baseName, baseText, readBase } from "#bilans/lignes/form.ts";
import { type Cle, cleDe, type Soumise } from "#bilans/lignes/rules.ts";
import { lignesAffichees, readGrille, valeursDe } from "#bilans/lignes/saisie.ts";
import type { Rencontre } from "#bilans/rencontre/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { prose, version } from "#kernel/fields.ts";
import { type FormState, formOf, textOf } from "#kernel/form.ts";
import { type FormInput, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import type { Referentiel } from "#referentiel/types.ts";

/*
 * Each step has its form: the lines of the bilan, each with its own version, are shared out over them; the learner's word
 * and the report have a version each. A form that is saved therefore never makes another one stale.
 */

const MOT_MAX = 1_000;
const COMPTE_RENDU_MAX = 3_000;

export const clesCompetences = (ref: Referentiel): Cle[] =>
  clesDe(ref).filter((cle) => /^(tache|competence|detail)\./.test(cle));
export const CLES_ENGAGEMENT: readonly Cle[] = ["engagement", "dateRencontre", "commentaire"];
const CLES_FIN: readonly Cle[] = ["presence"];

/** « Aujourd’hui » or « Un autre jour »: the date of the meeting in one tap, without a script. */
export const jourDe = (form: FormState, today: CivilDate): "aujourdhui" | "autre" | "" => {
  const date = textOf(form, "dateRencontre");
  if (textOf(form, "jour") === "aujourdhui" || date === today) return "aujourdhui";
  return date ? "autre" : "";
};

/** The lines of « Engagement et commentaire »; « Aujourd’hui » wins over what the field of the date holds. */
export function lireEngagement(
  input: FormInput,
  { ref, today }: Pick<Rencontre, "ref" | "today">,
): Parsed<{ lignes: Soumise[] }> {
  if (input.text("jour") !== "aujourdhui") return readGrille(input, ref, CLES_ENGAGEMENT);
  const cle = "dateRencontre";
  const read = readGrille(
    input,
    ref,
    CLES_ENGAGEMENT.filter((une) => une !== cle),
  );
  if (!read.ok) return read;
  const base = readBase(cle, input.text(baseName(cle)));
  return parsed({ lignes: [...read.value.lignes, { cle, valeur: today, base }] });
}

const mot = z.object({ mot: prose(MOT_MAX), _version: version() });
const compteRendu = z.object({ compteRendu: prose(COMPTE_RENDU_MAX), _version: version() });

export type SaisieMot = { texte: string; version: number };

export function lireMot(input: FormInput): Parsed<SaisieMot> {
  const read = readForm(mot, input);
  return read.ok ? parsed({ texte: read.value.mot, version: read.value._version }) : read;
}

export type SaisieFin = { compteRendu: string; version: number; lignes: Soumise[] };

/** The report, and in whose presence the bilan was filled. */
export function lireFin(input: FormInput, { ref }: Pick<Rencontre, "ref">): Parsed<SaisieFin> {
  const read = readForm(compteRendu, input);
  const presence = readGrille(input, ref, CLES_FIN);
  if (!read.ok || !presence.ok)
    return {
      ok: false,
      errors: { ...(read.ok ? {} : read.errors), ...(presence.ok ? {} : presence.errors) },
    };
  const { compteRendu: texte, _version } = read.value;
  return parsed({ compteRendu: texte, version: _version, lignes: presence.value.lignes });
}

/** The forms of the page. */
export type Formulaires = Record<
  "competences" | "engagement" | "attitudes" | "mot" | "compteRendu",
  FormState
>;

/** Nobody wrote anything of the grid yet: the tasks he told are proposed, and written when somebody saves. */
const grilleVierge = ({ lignes }: Rencontre): boolean =>
  ![...lignes.keys()].some((cle) => /^(tache|competence|detail)\./.test(cle));

/** The forms as the page opens: what is stored, and what is proposed where nothing is. */
export function formulairesDe(r: Rencontre): Formulaires {
  const proposees = new Map(
    grilleVierge(r) ? r.taches.decrites.map((code) => [cleDe("tache", code), "oui"] as const) : [],
  );
  const lignes = (cles: readonly Cle[], propositions: ReadonlyMap<Cle, string> = new Map()) =>
    valeursDe(lignesAffichees(cles, r.lignes, propositions));
  return {
    competences: formOf(lignes(clesCompetences(r.ref), proposees)),
    engagement: formOf(lignes(CLES_ENGAGEMENT)),
    attitudes: formOf(valeursAttitudes(attitudesAffichees(r.ref, r.lignes))),
    mot: formOf({ mot: r.visite.mot.texte }),
    compteRendu: formOf({ compteRendu: r.visite.compteRendu, ...lignes(CLES_FIN) }),
  };
}

/** A form that comes back with « Aujourd’hui » chosen. */
export const reprendreJour = (form: FormState, today: CivilDate): FormState =>
  textOf(form, "jour") === "aujourdhui"
    ? { ...form, values: { ...form.values, dateRencontre: today } }
    : form;

/** After a conflict about the presence, saving again starts from the other's. */
export function reprendrePresence(form: FormState, { lignes }: Pick<Rencontre, "lignes">): FormState {
  const stockee = lignes.get("presence");
  if (!form.conflict || !stockee) return form;
  return { ...form, values: { ...form.values, [baseName("presence")]: baseText({ ...stockee }) } };
}
