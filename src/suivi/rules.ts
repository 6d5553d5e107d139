import { type EtatDossier, etapesEnRetard, type Retard } from "#dossiers/rules/etat.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { StatutPeriode } from "#referentiel/types.ts";

/** Letters only, without accents: « Œhler » is found by « oehler », « Aïssani » by « aiss ». */
const plain = (text: string) =>
  text
    .toLocaleLowerCase("fr")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[-'’]/g, " ");

/** Whether each word of what is looked for stands somewhere in a name. */
export function chercheur(recherche: string): (person: { nom: string; prenom: string }) => boolean {
  const words = plain(recherche).split(/\s+/).filter(Boolean);
  return ({ nom, prenom }) => {
    const name = plain(`${nom} ${prenom}`);
    return words.every((word) => name.includes(word));
  };
}

/** The steps for which a reminder makes sense: somebody else than the teacher must act. */
export type EtapeRelance = Exclude<Retard["etape"], "bilan">;

const etapesRelance: readonly EtapeRelance[] = ["entreprise", "venu", "semaines", "attitudes"];

export type ARelancer = { etape: EtapeRelance; nombre: number };

/** How many dossiers of a period wait for somebody, step by step; the steps where nobody is late are left out. */
export function aRelancer(
  etats: readonly EtatDossier[],
  statut: StatutPeriode,
  today: CivilDate,
): ARelancer[] {
  const late = etats.map((etat) => etapesEnRetard(etat, statut, today).map(({ etape }) => etape));
  return etapesRelance
    .map((etape) => ({ etape, nombre: late.filter((one) => one.includes(etape)).length }))
    .filter(({ nombre }) => nombre > 0);
}
