import { Lecture } from "#etablissement/referentiels/echelles/lecture.ts";
import { AUTRE_COULEUR, type Onglet, PALETTE } from "#etablissement/referentiels/echelles/rules.ts";
import { readStatuts, valeursStatuts } from "#etablissement/referentiels/echelles/statuts-form.ts";
import type { FormState } from "#kernel/form.ts";
import { type FormInput, misread, type Parsed, parsed } from "#kernel/form-input.ts";
import { digest } from "#referentiel/resolve.ts";
import type { Referentiel, ReglagesReferentiel } from "#referentiel/types.ts";
import { contrast } from "#ui/contrast.ts";

/** Empty lines offered at the end of a list. */
export const LIGNES_VIDES = 3;
const ATTITUDES_MAX = 12;
const ECHELONS_MAX = 8;

/** The fields of the tabs; codes stay hidden and fixed, what a person changes is words, order and colours. */
export const champsNiveau = (code: string) => ({
  intitule: `intitule-${code}`,
  mots: `mots-niveau-${code}`,
  couleur: `couleur-${code}`,
  autre: `autre-${code}`,
  degre: `degre-${code}`,
});
/** The choice that says a level has no degree of LSL Pro. */
export const SANS_DEGRE = "aucun";
export const champEngagement = (code: string) => `engagement-${code}`;
export const champsLigne = (liste: "attitude" | "echelon", rank: number) => ({
  code: `${liste}-code-${rank}`,
  intitule: `${liste}-${rank}`,
  rang: `${liste}-rang-${rank}`,
  hors: `${liste}-hors-${rank}`,
});
export const champMots = (code: string) => `mots-${code}`;

const inPalette = (couleur: string) => PALETTE.some(({ value }) => value === couleur);

/** What a tab's form holds before anybody touches it. */
export function valeurs(ref: Referentiel, onglet: Onglet): FormState["values"] {
  switch (onglet) {
    case "niveaux":
      return Object.fromEntries([
        ...ref.niveauxReussite.flatMap(({ code, intitule, enMotsSimples, couleur, degreLsl }) => {
          const champs = champsNiveau(code);
          return [
            [champs.intitule, intitule],
            [champs.mots, enMotsSimples ?? ""],
            [champs.couleur, inPalette(couleur) ? couleur : AUTRE_COULEUR],
            [champs.autre, inPalette(couleur) ? "" : couleur],
            [champs.degre, degreLsl?.toString() ?? SANS_DEGRE],
          ];
        }),
        ...ref.engagement.map(({ code, intitule }) => [champEngagement(code), intitule]),
      ]);
    case "attitudes":
      return Object.fromEntries([
        ...valeursLignes("attitude", ref.attitudes),
        ...valeursLignes("echelon", ref.echelleAttitudes),
      ]);
    case "mots":
      return Object.fromEntries(
        ref.competences.map(({ code, enMotsSimples }) => [champMots(code), enMotsSimples ?? ""]),
      );
    case "statuts":
      return valeursStatuts(ref);
  }
}

const valeursLignes = (
  liste: "attitude" | "echelon",
  items: readonly { code: string; intitule: string; horsCalcul?: boolean }[],
): [string, string][] =>
  items.flatMap(({ code, intitule, horsCalcul }, index): [string, string][] => {
    const champs = champsLigne(liste, index + 1);
    return [
      [champs.code, code],
      [champs.intitule, intitule],
      [champs.rang, String(index + 1)],
      ...(horsCalcul ? [[champs.hors, "oui"] as [string, string]] : []),
    ];
  });

/** What a tab asks for, whole lists; or the message of each field in error. */
export function readOnglet(input: FormInput, ref: Referentiel, onglet: Onglet): Parsed<ReglagesReferentiel> {
  const lecture = new Lecture(input);
  const voulu = {
    niveaux: () => readNiveaux(lecture, ref),
    attitudes: () => readAttitudes(lecture, ref),
    mots: () => readMots(lecture, ref),
    statuts: () => ({ statutsPeriode: readStatuts(lecture, ref) }),
  }[onglet]();
  return lecture.faulty ? misread(lecture.errors) : parsed(voulu);
}

function readNiveaux(lecture: Lecture, ref: Referentiel): ReglagesReferentiel {
  return {
    niveauxReussite: ref.niveauxReussite.map(({ code, degreLsl }) => {
      const champs = champsNiveau(code);
      return {
        code,
        intitule: lecture.text(champs.intitule, { max: 40, missing: `Indiquez les mots du niveau ${code}.` }),
        enMotsSimples: lecture.text(champs.mots, { max: 120 }) || null,
        couleur: readCouleur(lecture, code),
        degreLsl: readDegre(lecture, code, degreLsl),
      };
    }),
    engagement: ref.engagement.map(({ code }) => ({
      code,
      intitule: lecture.text(champEngagement(code), {
        max: 40,
        missing: `Indiquez les mots de l’engagement à ${code} étoile${code === "1" ? "" : "s"}.`,
      }),
    })),
  };
}

/** A degree of LSL Pro, or none; a level without the field (NE never gives a degree) keeps its own. */
function readDegre(lecture: Lecture, code: string, actuel: number | null): number | null {
  const champ = champsNiveau(code).degre;
  const chosen = lecture.raw(champ);
  if (chosen === "") return actuel;
  if (chosen === SANS_DEGRE) return null;
  if (!/^[1-4]$/.test(chosen))
    lecture.refuse(champ, `Niveau ${code} : choisissez un degré de 1 à 4, ou aucun.`);
  return Number(chosen);
}

/** A colour of the palette, or #rrggbb that can be read beside white. */
function readCouleur(lecture: Lecture, code: string): string {
  const champs = champsNiveau(code);
  const chosen = lecture.raw(champs.couleur);
  if (inPalette(chosen)) return chosen;
  const typed = lecture.raw(champs.autre).toLowerCase();
  if (!/^#[0-9a-f]{6}$/.test(typed))
    lecture.refuse(
      champs.autre,
      `Niveau ${code} : donnez la couleur par # et six chiffres ou lettres de a à f (exemple : #1f3a6e).`,
    );
  else if (contrast(typed, "#ffffff") < 4.5)
    lecture.refuse(
      champs.autre,
      `Niveau ${code} : cette couleur est trop claire pour être lue sur du blanc (contraste ${contrast(typed, "#ffffff").toFixed(1).replace(".", ",")}, il en faut 4,5). Choisissez-en une plus foncée.`,
    );
  return typed;
}

function readAttitudes(lecture: Lecture, ref: Referentiel): ReglagesReferentiel {
  const attitudes = readLignes(lecture, "attitude", ref.attitudes, 100);
  const echelons = readLignes(lecture, "echelon", ref.echelleAttitudes, 40);
  if (attitudes.length === 0)
    lecture.refuse(champsLigne("attitude", 1).intitule, "Gardez au moins une attitude.");
  if (attitudes.length > ATTITUDES_MAX)
    lecture.refuse(champsLigne("attitude", 1).intitule, `${ATTITUDES_MAX} attitudes au plus.`);
  if (echelons.filter(({ hors }) => !hors).length < 2)
    lecture.refuse(
      champsLigne("echelon", 1).intitule,
      "Gardez au moins deux échelons qui comptent (non « hors du calcul »).",
    );
  if (echelons.length > ECHELONS_MAX)
    lecture.refuse(champsLigne("echelon", 1).intitule, `${ECHELONS_MAX} échelons au plus.`);
  return {
    attitudes: attitudes.map(({ code, intitule }) => ({ code, intitule })),
    echelleAttitudes: echelons.map(({ code, intitule, hors }) => ({ code, intitule, horsCalcul: hors })),
  };
}

type Ligne = { code: string; intitule: string; hors: boolean; rang: number };

/**
 * A list in the order asked for; an empty line is a line taken out. A line that was there keeps its code, so that what
 * was written with it is recognised; a new one gets a code made of its words.
 */
function readLignes(
  lecture: Lecture,
  liste: "attitude" | "echelon",
  known: readonly { code: string }[],
  max: number,
): Ligne[] {
  const lines: Ligne[] = [];
  for (let rank = 1; rank <= known.length + LIGNES_VIDES; rank++) {
    const champs = champsLigne(liste, rank);
    const intitule = lecture.text(champs.intitule, { max });
    if (intitule === "") continue;
    const given = lecture.raw(champs.code);
    const free = known.some(({ code }) => code === given) && !lines.some(({ code }) => code === given);
    const same = lines.some((line) => line.intitule.toLowerCase() === intitule.toLowerCase());
    if (same) lecture.refuse(champs.intitule, `« ${intitule} » est déjà dans la liste.`);
    lines.push({
      code: free ? given : `n-${digest(intitule)}`,
      intitule,
      hors: lecture.ticked(champs.hors),
      rang: Number.parseInt(lecture.raw(champs.rang), 10) || 1_000,
    });
  }
  return lines.toSorted((a, b) => a.rang - b.rang);
}

const readMots = (lecture: Lecture, ref: Referentiel): ReglagesReferentiel => ({
  enMotsSimples: Object.fromEntries(
    ref.competences.map(({ code }) => [code, lecture.text(champMots(code), { max: 200 })]),
  ),
});
