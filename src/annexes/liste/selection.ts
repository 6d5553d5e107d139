import type { Annexe } from "#annexes/rules.ts";

/** An annexe with the number of periods issued from it. */
export type AnnexeListee = Annexe & { periodes: number };

export const TRIS = ["recentes", "anciennes", "titre", "utilisees"] as const;
export type Tri = (typeof TRIS)[number];

/** What the address asks: every field has a value, an unknown one falls back. */
export type Demande = {
  recherche: string;
  tri: Tri;
  /** « mspc:1RE »; "" for all of them */
  niveau: string;
  archivees: boolean;
};

export function lireDemande(query: URLSearchParams): Demande {
  const tri = query.get("tri");
  return {
    recherche: (query.get("q") ?? "").trim().slice(0, 100),
    tri: TRIS.find((one) => one === tri) ?? "recentes",
    niveau: query.get("niveau") ?? "",
    archivees: query.get("etat") === "archivees",
  };
}

export const cleNiveau = (annexe: Pick<Annexe, "referentiel" | "niveau">): string =>
  `${annexe.referentiel}:${annexe.niveau}`;

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLocaleLowerCase("fr")
    .replaceAll("œ", "oe")
    .replaceAll("’", "'");

const comparer: Record<Tri, (a: AnnexeListee, b: AnnexeListee) => number> = {
  recentes: (a, b) => b.creeLe.getTime() - a.creeLe.getTime(),
  anciennes: (a, b) => a.creeLe.getTime() - b.creeLe.getTime(),
  titre: (a, b) => a.titre.localeCompare(b.titre, "fr", { numeric: true }),
  utilisees: (a, b) => b.periodes - a.periodes || b.creeLe.getTime() - a.creeLe.getTime(),
};

export type Selection = {
  annexes: AnnexeListee[];
  /** annexes found by the words: of each level and diploma, those in use; and those put aside */
  comptes: {
    niveaux: { cle: string; exemple: AnnexeListee; nombre: number }[];
    actives: number;
    archivees: number;
  };
};

/** The annexes shown: each word in the title, an objective or the author's name; then by level; then in order. */
export function choisirAnnexes(toutes: readonly AnnexeListee[], demande: Demande): Selection {
  const words = plain(demande.recherche).split(/\s+/).filter(Boolean);
  const found = toutes.filter((annexe) => {
    const text = plain(
      [annexe.titre, ...annexe.objectifs, annexe.auteur.prenom, annexe.auteur.nom].join(" "),
    );
    return words.every((word) => text.includes(word));
  });
  const actives = found.filter((annexe) => annexe.archiveeLe === null);
  const archivees = found.filter((annexe) => annexe.archiveeLe !== null);
  const levels = Map.groupBy(actives, cleNiveau);
  const niveaux = [...levels]
    .flatMap(([cle, [exemple, ...others]]) => (exemple ? [{ cle, exemple, nombre: others.length + 1 }] : []))
    .toSorted((a, b) => a.cle.localeCompare(b.cle));
  const kept = demande.archivees
    ? archivees
    : actives.filter((annexe) => demande.niveau === "" || cleNiveau(annexe) === demande.niveau);
  return {
    annexes: kept.toSorted(comparer[demande.tri]),
    comptes: { niveaux, actives: actives.length, archivees: archivees.length },
  };
}
