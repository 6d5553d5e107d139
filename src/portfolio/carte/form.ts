import { z } from "zod";
import { DIRECTIONS, type Direction, deplacer, type Point } from "#geographie/point.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { type Depart, lirePoint, PAS } from "#portfolio/carte/rules.ts";
import { versionLue } from "#portfolio/form.ts";

/** Degrees as people copy them: « 49,28669 », « 49.28669° », « -1,5 ». */
const degres = (borne: number, error: string) =>
  z.string().transform((texte, ctx): number => {
    const propre = texte.trim().replace("°", "").replace("−", "-").replace(",", ".").trim();
    const value = Number(propre);
    if (/^-?\d{1,3}(\.\d{1,15})?$/.test(propre) && Math.abs(value) <= borne) return value;
    ctx.addIssue({ code: "custom", message: error });
    return z.NEVER;
  });

const coordonnees = z.object({
  latitude: degres(85, "Indique une latitude entre −85 et 85 (exemple : 49,28669)."),
  longitude: degres(180, "Indique une longitude entre −180 et 180 (exemple : 1,00288)."),
});

/** Where the pin is wanted, and what the page was made from. */
export type Saisie = { point: Point; depart: Depart; pousse: { vers: Direction; pas: number } | null };

export const lireDepart = (input: FormInput): Depart => ({
  version: versionLue(input),
  point: lirePoint(input.text("depart")),
});

/** One form for the arrows (from where the pin was seen) and for the two fields. */
export function readPosition(input: FormInput): Parsed<Saisie> {
  const depart = lireDepart(input);
  const vers = DIRECTIONS.find((direction) => direction === input.text("decision"));
  if (vers) {
    const pas = PAS.find((metres) => String(metres) === input.text("pas"));
    if (!pas) return misread({ pas: "Choisis de combien déplacer le repère." });
    if (!depart.point) return misread({ latitude: "Place d’abord le repère par ses coordonnées." });
    return parsed({ point: deplacer(depart.point, vers, pas), depart, pousse: { vers, pas } });
  }
  const read = readForm(coordonnees, input);
  return read.ok ? parsed({ point: read.value, depart, pousse: null }) : read;
}
