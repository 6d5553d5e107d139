import { type Conditions, type Horaires, JOURS, type Jour, type Plage } from "#annexes/rules/conditions.ts";
import { champHoraire, lireHeure, verifierHoraires } from "#annexes/rules/horaires.ts";
import { prose } from "#kernel/fields.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { GESTE, misread, type Parsed, parsed } from "#kernel/form-input.ts";

/** The free texts of the conditions, in the order of the pré-convention. */
export const TEXTES_CONDITIONS = ["concertation", "travauxReglementes", "modalitesEvaluation"] as const;
export const TEXTE_CONDITION_MAX = 2_000;

const PLAGES = ["matin", "apresMidi"] as const;
const motsDePlage = { matin: "matin", apresMidi: "après-midi" } as const;

/** What is read: a form posted, or the values of one to draw again. */
type Saisie = { text(name: string): string };

/** One half-day typed: null when empty, or the sentence that says what is wrong. */
function lirePlage(
  saisie: Saisie,
  jour: Jour,
  plage: (typeof PLAGES)[number],
): { value?: Plage | null; error?: Record<string, string> } {
  const names = { debut: champHoraire(jour, plage, "debut"), fin: champHoraire(jour, plage, "fin") };
  const debut = lireHeure(saisie.text(names.debut));
  const fin = lireHeure(saisie.text(names.fin));
  const when = `le ${jour} ${motsDePlage[plage]}`;
  const wrong = (name: string, message: string) => ({ error: { [name]: message } });
  if (debut === undefined) return wrong(names.debut, `Heure de début illisible ${when} (exemple : 8 h 30).`);
  if (fin === undefined) return wrong(names.fin, `Heure de fin illisible ${when} (exemple : 17 h).`);
  if (debut === "" && fin === "") return { value: null };
  if (debut === "") return wrong(names.debut, `Il manque l’heure de début ${when}.`);
  if (fin === "") return wrong(names.fin, `Il manque l’heure de fin ${when}.`);
  return { value: { debut, fin } };
}

/** The hours typed; a day without any is absent. */
function lireHoraires(saisie: Saisie): Parsed<Horaires> {
  const errors: Record<string, string> = {};
  const horaires: Horaires = {};
  for (const jour of JOURS) {
    const [matin, apresMidi] = PLAGES.map((plage) => lirePlage(saisie, jour, plage));
    Object.assign(errors, matin?.error, apresMidi?.error);
    if (matin?.value || apresMidi?.value)
      horaires[jour] = { matin: matin?.value ?? null, apresMidi: apresMidi?.value ?? null };
  }
  if (Object.keys(errors).length > 0) return misread(errors);
  const decision = verifierHoraires(horaires);
  return decision.ok
    ? parsed(horaires)
    : misread({ [decision.field ?? champHoraire("lundi", "matin", "debut")]: decision.message });
}

/** The conditions typed in `ChampsConditions`; everything may stay empty. */
export function lireConditionsSaisies(saisie: Saisie): Parsed<Conditions> {
  const horaires = lireHoraires(saisie);
  const errors: Record<string, string> = horaires.ok ? {} : horaires.errors;
  const texts = TEXTES_CONDITIONS.map((name) => {
    const read = prose(TEXTE_CONDITION_MAX).safeParse(saisie.text(name));
    if (!read.success) errors[name] = read.error.issues[0]?.message ?? "";
    return [name, read.success ? read.data : ""] as const;
  });
  if (!horaires.ok || Object.keys(errors).length > 0) return misread(errors);
  const [concertation, travauxReglementes, modalitesEvaluation] = texts.map(([, text]) => text);
  return parsed({
    horaires: horaires.value,
    concertation: concertation ?? "",
    travauxReglementes: travauxReglementes ?? "",
    modalitesEvaluation: modalitesEvaluation ?? "",
  });
}

/** The values of the form, from what is stored. */
export function formulaireConditions({ horaires, ...texts }: Conditions): Record<string, string> {
  const hours = JOURS.flatMap((jour) =>
    PLAGES.flatMap((plage) => {
      const given = horaires[jour]?.[plage];
      return [
        [champHoraire(jour, plage, "debut"), given?.debut ?? ""],
        [champHoraire(jour, plage, "fin"), given?.fin ?? ""],
      ] as const;
    }),
  );
  return { ...Object.fromEntries(hours), ...texts };
}

/** The hours a form holds so far; null while they cannot be read. */
export function horairesDuFormulaire(form: FormState): Horaires | null {
  const read = lireHoraires({ text: (name) => textOf(form, name) });
  return read.ok ? read.value : null;
}

export const GESTE_COMME_LUNDI = "comme-lundi";

/** « Du mardi au vendredi, comme le lundi »: the form to draw again after that press; any other press changes nothing. */
export function apresGesteConditions(form: FormState): FormState {
  if (textOf(form, GESTE) !== GESTE_COMME_LUNDI) return form;
  const copied = (["mardi", "mercredi", "jeudi", "vendredi"] as const).flatMap((jour) =>
    PLAGES.flatMap((plage) =>
      (["debut", "fin"] as const).map((bout) => [
        champHoraire(jour, plage, bout),
        textOf(form, champHoraire("lundi", plage, bout)),
      ]),
    ),
  );
  return { ...form, values: { ...form.values, ...Object.fromEntries(copied) } };
}
