import { refuserSonAdresse } from "#fiche-de-liaison/rules.ts";
import { count, listName } from "#kernel/french.ts";
import { type Coche, type IdentiteTuteur, identiteComplete } from "#tuteurs/form.ts";
import { vivante } from "#tuteurs/rules.ts";
import type { LigneTuteur } from "#tuteurs/store.ts";

/** Where a learner stands on the review screen. */
export type Place =
  | { place: "pret"; tuteur: IdentiteTuteur /** who loses his access */; remplace: IdentiteTuteur | null }
  | { place: "a-completer"; motif: string }
  | { place: "invite" }
  | { place: "apprenti" };

/** What the review is made from: the learners' own addresses, and the lines this teacher may invite. */
export type Regard = {
  adresses: ReadonlyMap<string, readonly string[]>;
  mienne: (ligne: LigneTuteur) => boolean;
};

const champs = [
  ["nom", "nom"],
  ["prenom", "prénom"],
  ["courriel", "courriel"],
] as const;

/** « Il manque : prénom, courriel. » */
function manque(tuteur: IdentiteTuteur): string {
  const vides = champs.filter(([name]) => tuteur[name].trim() === "").map(([, label]) => label);
  if (vides.length === champs.length) return "Le tuteur n’est pas encore indiqué dans la fiche.";
  if (vides.length > 0) return `Il manque : ${vides.join(", ")}.`;
  return "Le courriel n’est pas complet.";
}

/**
 * Ready: named in full by the fiche and not invited at this address. An access that was invalidated is given again one
 * by one, never by this act: a tutor set aside is not mailed by chance.
 */
export function placeDe(ligne: LigneTuteur, { adresses, mienne }: Regard): Place {
  if (ligne.statut === "apprenti") return { place: "apprenti" };
  const { invitation } = ligne;
  const present = vivante(ligne);
  const tuteur = identiteComplete(ligne.accueil.tuteur);
  if (!tuteur)
    return present ? { place: "invite" } : { place: "a-completer", motif: manque(ligne.accueil.tuteur) };
  if (invitation?.tuteur.courriel.toLowerCase() === tuteur.courriel) return { place: "invite" };
  const sienne = refuserSonAdresse(tuteur.courriel, adresses.get(ligne.apprenant) ?? [], "tuteurs");
  if (!sienne.ok) return { place: "a-completer", motif: sienne.message };
  if (!mienne(ligne))
    return { place: "a-completer", motif: "Il est d’une autre classe : ses enseignants l’invitent." };
  return { place: "pret", tuteur, remplace: present ? present.tuteur : null };
}

type Placee<P extends Place["place"]> = { ligne: LigneTuteur } & Extract<Place, { place: P }>;

export type Revue = {
  prets: Placee<"pret">[];
  aCompleter: Placee<"a-completer">[];
  invites: Placee<"invite">[];
  apprentis: Placee<"apprenti">[];
};

/** The learners of a period in their groups, each in the order of the list. */
export function revue(lignes: readonly LigneTuteur[], regard: Regard): Revue {
  const placees = lignes.map((ligne) => ({ ligne, ...placeDe(ligne, regard) }));
  const de = <P extends Place["place"]>(place: P) =>
    placees.filter((one) => one.place === place) as unknown as Placee<P>[];
  return {
    prets: de("pret"),
    aCompleter: de("a-completer"),
    invites: de("invite"),
    apprentis: de("apprenti"),
  };
}

/** A line ticked and not sent, with the reason; no name when the learner has left the period. */
export type Laisse = { ligne: LigneTuteur | null; motif: string };

const MOTIF: Record<Exclude<Place["place"], "pret">, string> = {
  invite: "déjà invité entre-temps",
  "a-completer": "fiche à compléter",
  apprenti: "apprenti",
};

/** What is sent of what was ticked: only what is still ready, with the name and address that were read. */
export function trier(lignes: readonly LigneTuteur[], coches: readonly Coche[], regard: Regard) {
  const envoyer: { ligne: LigneTuteur; tuteur: IdentiteTuteur }[] = [];
  const laisses: Laisse[] = [];
  for (const { accueil, version } of coches) {
    const ligne = lignes.find((one) => one.accueil.id === accueil);
    if (!ligne) {
      laisses.push({ ligne: null, motif: "plus dans la période" });
      continue;
    }
    const place = placeDe(ligne, regard);
    if (place.place !== "pret") laisses.push({ ligne, motif: MOTIF[place.place] });
    else if (ligne.accueil.version !== version)
      laisses.push({ ligne, motif: "fiche changée entre-temps, relisez-la" });
    else envoyer.push({ ligne, tuteur: place.tuteur });
  }
  return { envoyer, laisses };
}

const NOMMES = 2;

/** « Laissés de côté : ACCARDO Aline (déjà invité entre-temps) et 3 autres. » ; empty when nobody was. */
export function direLaisses(laisses: readonly Laisse[]): string {
  if (laisses.length === 0) return "";
  const noms = laisses
    .slice(0, NOMMES)
    .map(({ ligne, motif }) => `${ligne ? listName(ligne) : "un apprenant"} (${motif})`);
  const reste = laisses.length - noms.length;
  const suite = reste > 0 ? ` et ${count(reste, "autre")}` : "";
  return `Laissé${laisses.length > 1 ? "s" : ""} de côté : ${noms.join(", ")}${suite}.`;
}
