import { accept, type Decision, refuse } from "#kernel/decision.ts";

/**
 * One post of the company: what it does first, whose it is only if the learner wishes (a third person's name).
 * `rang` orders those under one parent, from 1 without a gap; `parent` null: at the head.
 */
export type Poste = { id: string; parent: string | null; rang: number; fonction: string; nom: string };

export const POSTES_MAX = 60;
export const NIVEAUX_MAX = 8;
export const FONCTION_MAX = 80;
export const NOM_MAX = 60;

/** What is written in place of a name on the learner's own post. */
export const MOI = "Moi";
export const estMoi = (poste: Pick<Poste, "nom">): boolean => poste.nom.trim().toLowerCase() === "moi";

/** One line of the flat tree: the post, and what a screen reader says of its place (all from 1). */
export type Ligne = Poste & { niveau: number; place: number; fratrie: number };

const sous = (postes: readonly Poste[], parent: string | null): Poste[] =>
  postes.filter((poste) => poste.parent === parent).sort((a, b) => a.rang - b.rang);

/** Every post after the one it stands under, in its order; what a circle holds is not reached. */
export function lignesDe(postes: readonly Poste[], parent: string | null = null, niveau = 1): Ligne[] {
  const fratrie = sous(postes, parent);
  return fratrie.flatMap((poste, i) => [
    { ...poste, niveau, place: i + 1, fratrie: fratrie.length },
    ...lignesDe(postes, poste.id, niveau + 1),
  ]);
}

/** Every post under one, at any depth. */
export const descendance = (postes: readonly Poste[], id: string): Poste[] =>
  sous(postes, id).flatMap((poste) => [poste, ...descendance(postes, poste.id)]);

const niveauDe = (lignes: readonly Ligne[], id: string | null): number =>
  lignes.find((ligne) => ligne.id === id)?.niveau ?? 0;

/** How many levels stand from a post to the deepest one under it, itself counted. */
const hauteur = (postes: readonly Poste[], id: string): number =>
  1 + Math.max(0, ...sous(postes, id).map((poste) => hauteur(postes, poste.id)));

/** Where a post (null: a new one) may be put: never under itself nor under what it leads, never too deep. */
export function placesPossibles(postes: readonly Poste[], id: string | null): Ligne[] {
  const siens = new Set(id === null ? [] : [id, ...descendance(postes, id).map((poste) => poste.id)]);
  const besoin = id === null ? 1 : hauteur(postes, id);
  return lignesDe(postes).filter((ligne) => !siens.has(ligne.id) && ligne.niveau + besoin <= NIVEAUX_MAX);
}

/**
 * The people the learner works with: the service he is in (just under a head) and all it leads. Empty while no post is
 * said to be his own, or when he stands at the head or just under it.
 */
export function equipeDe(postes: readonly Poste[]): Set<string> {
  const parId = new Map(postes.map((poste) => [poste.id, poste]));
  const moi = lignesDe(postes).find(estMoi);
  if (!moi || moi.niveau < 3) return new Set();
  let service: Poste = moi;
  for (let niveau = moi.niveau; niveau > 2; niveau--) service = parId.get(service.parent!)!;
  return new Set([service.id, ...descendance(postes, service.id).map((poste) => poste.id)]);
}

type Saisie = { fonction: string; nom: string };

/** Everything that can be done to an organigramme; ids of new posts are given by the caller. */
export type Commande =
  | ({ faire: "ajouter"; id: string; sous: string | null } & Saisie)
  | ({ faire: "modifier"; poste: string } & Saisie)
  | { faire: "monter" | "descendre"; poste: string }
  | { faire: "deplacer"; poste: string; sous: string | null }
  | { faire: "retirer"; poste: string; dessous: "remonter" | "retirer" }
  /** a whole tree: the model one starts from, or what stood before a removal */
  | { faire: "modele"; postes: readonly Poste[] }
  | { faire: "retablir"; postes: readonly Poste[] };

const parti = refuse(
  "poste-retire",
  "Ce poste n’est plus dans l’organigramme : il a été retiré ailleurs entre-temps.",
  "poste",
);
const ailleurs = refuse(
  "poste-sous",
  "Le poste choisi n’est plus là : choisis de nouveau sous qui le placer.",
  "sous",
);

/** Ranks from 1 without a gap, in the order they had. */
export const renumerote = (postes: readonly Poste[]): Poste[] =>
  lignesDe(postes).map(({ id, parent, place, fonction, nom }) => ({
    id,
    parent,
    rang: place,
    fonction,
    nom,
  }));

/** Whether a whole tree is one we would have made: for what comes back from a page. */
export function verifie(postes: readonly Poste[]): Decision<Poste[]> {
  const lignes = lignesDe(postes);
  if (postes.length > POSTES_MAX)
    return refuse("postes-max", `Un organigramme va jusqu’à ${POSTES_MAX} postes.`, "poste");
  const connus = new Set(postes.map((poste) => poste.id));
  if (connus.size !== postes.length || lignes.length !== postes.length)
    return refuse("postes-boucle", "Un poste ne peut pas être placé sous lui-même.", "poste");
  if (lignes.some((ligne) => ligne.niveau > NIVEAUX_MAX))
    return refuse("niveaux-max", `Un organigramme va jusqu’à ${NIVEAUX_MAX} niveaux.`, "poste");
  return accept(renumerote(postes));
}

const placeSous = (postes: readonly Poste[], id: string | null, cible: string | null): Decision => {
  if (cible === null) return { ok: true, value: undefined };
  const lignes = lignesDe(postes);
  if (niveauDe(lignes, cible) === 0) return ailleurs;
  if (id !== null && (id === cible || descendance(postes, id).some((poste) => poste.id === cible)))
    return refuse(
      "postes-boucle",
      "Un poste ne peut pas être placé sous lui-même ni sous ceux qu’il dirige.",
      "sous",
    );
  if (!placesPossibles(postes, id).some((ligne) => ligne.id === cible))
    return refuse(
      "niveaux-max",
      `Un organigramme va jusqu’à ${NIVEAUX_MAX} niveaux : choisis un poste plus haut.`,
      "sous",
    );
  return { ok: true, value: undefined };
};

/**
 * The tree after a command, ranks in order; the same tree when there is nothing to do (already first).
 * Refused: a circle, a 61st post, a 9th level, a post that is no longer there, a model over what is already drawn.
 */
export function appliquer(postes: readonly Poste[], commande: Commande): Decision<Poste[]> {
  if (commande.faire === "modele" || commande.faire === "retablir") {
    if (commande.faire === "modele" && postes.length > 0)
      return refuse(
        "modele-trop-tard",
        "Ton organigramme est déjà commencé : le modèle n’efface rien.",
        "poste",
      );
    return verifie(commande.postes);
  }
  if (commande.faire === "ajouter") {
    if (postes.length >= POSTES_MAX)
      return refuse(
        "postes-max",
        `Un organigramme va jusqu’à ${POSTES_MAX} postes : regroupe des postes semblables (« 4 techniciens »).`,
        "fonction",
      );
    const place = placeSous(postes, null, commande.sous);
    if (!place.ok) return place;
    const { id, fonction, nom } = commande;
    return accept(
      renumerote([...postes, { id, parent: commande.sous, rang: Number.MAX_SAFE_INTEGER, fonction, nom }]),
    );
  }
  const poste = postes.find((one) => one.id === commande.poste);
  if (!poste) return parti;
  const change = (voulu: Partial<Poste>) =>
    accept(renumerote(postes.map((one) => (one.id === poste.id ? { ...one, ...voulu } : one))));
  switch (commande.faire) {
    case "modifier":
      return change({ fonction: commande.fonction, nom: commande.nom });
    // between its neighbours' ranks, which are whole
    case "monter":
      return change({ rang: poste.rang - 1.5 });
    case "descendre":
      return change({ rang: poste.rang + 1.5 });
    case "deplacer": {
      const place = placeSous(postes, poste.id, commande.sous);
      if (!place.ok) return place;
      return commande.sous === poste.parent
        ? accept(renumerote(postes))
        : change({ parent: commande.sous, rang: Number.MAX_SAFE_INTEGER });
    }
    case "retirer":
      return accept(renumerote(sansPoste(postes, poste, commande.dessous)));
  }
}

/** Those under it leave with it, or take its place among its own neighbours, in their order. */
function sansPoste(postes: readonly Poste[], retire: Poste, dessous: "remonter" | "retirer"): Poste[] {
  const partis = new Set([
    retire.id,
    ...(dessous === "retirer" ? descendance(postes, retire.id) : []).map((p) => p.id),
  ]);
  const enfants = sous(postes, retire.id).length + 1;
  return postes
    .filter((poste) => !partis.has(poste.id))
    .map((poste) =>
      poste.parent === retire.id
        ? { ...poste, parent: retire.parent, rang: retire.rang + poste.rang / enfants - 1 / enfants }
        : poste,
    );
}

/** What another device did to the tree this page was made from, one sentence a change. */
export function changements(avant: readonly Poste[], apres: readonly Poste[]): string[] {
  const ancien = new Map(avant.map((poste) => [poste.id, poste]));
  const nouveau = new Map(apres.map((poste) => [poste.id, poste]));
  const nomme = (id: string | null) => (id === null ? "la tête" : `« ${nouveau.get(id)?.fonction ?? "?"} »`);
  return [
    ...avant.filter(({ id }) => !nouveau.has(id)).map((poste) => `retiré : « ${poste.fonction} »`),
    ...lignesDe(apres).flatMap((poste) => {
      const avantLui = ancien.get(poste.id);
      if (!avantLui) return [`ajouté : « ${poste.fonction} »`];
      return [
        ...(avantLui.fonction !== poste.fonction || avantLui.nom !== poste.nom
          ? [
              `modifié : « ${avantLui.fonction} » est devenu « ${[poste.fonction, poste.nom].filter(Boolean).join(", ")} »`,
            ]
          : []),
        ...(avantLui.parent !== poste.parent
          ? [`déplacé : « ${poste.fonction} » sous ${nomme(poste.parent)}`]
          : avantLui.rang !== poste.rang && avant.length === apres.length
            ? [`changé de place : « ${poste.fonction} »`]
            : []),
      ];
    }),
  ];
}

/** The model of « Commencer avec un modèle »: a small workshop, the learner in its maintenance. */
export function modele(sonPoste: string, nouveau: () => string): Poste[] {
  const postes: Poste[] = [];
  const pose = (parent: string | null, fonction: string, nom = ""): string => {
    const id = nouveau();
    postes.push({ id, parent, rang: postes.length + 1, fonction, nom });
    return id;
  };
  const direction = pose(null, "Direction");
  const production = pose(direction, "Responsable de production");
  pose(production, "Équipe de production");
  const maintenance = pose(direction, "Responsable de maintenance");
  const technicien = pose(maintenance, "Technicien de maintenance");
  pose(technicien, sonPoste, MOI);
  pose(direction, "Qualité, sécurité, environnement");
  return renumerote(postes);
}
