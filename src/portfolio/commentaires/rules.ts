import type { Role } from "#kernel/actor.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { champsActivite } from "#portfolio/activites/champs.ts";
import { questionsEntreprise } from "#portfolio/entreprise/form.ts";
import { questions } from "#portfolio/semaines/form.ts";
import type { Semaine } from "#portfolio/semaines/rules.ts";
import { routes } from "#routes.ts";

/** The learner's answer to a comment, in one line. */
export type Reponse = { id: string; texte: string; le: Date; retireLe: Date | null };

/** One comment (S-58, B-07). */
export type Conseil = {
  id: string;
  /** what it is about: '' = the whole portfolio; see `lieuDe` */
  ancre: string;
  texte: string;
  auteur: { habilitation: string; nom: string; prenom: string; role: Role };
  le: Date;
  /** when the learner said « C’est fait » */
  faitLe: Date | null;
  /** when its author took it back */
  retireLe: Date | null;
  reponse: Reponse | null;
};

/** Those that everybody reads. */
export const presents = (conseils: readonly Conseil[]): Conseil[] =>
  conseils.filter(({ retireLe }) => retireLe === null);

/** Those about one object or one field. */
export const conseilsSur = (conseils: readonly Conseil[], ancre: string): Conseil[] =>
  presents(conseils).filter((conseil) => conseil.ancre === ancre);

/** Those about an object or any of its fields: « semaine:2026-11-09 » and « semaine:2026-11-09.fait ». */
export const conseilsAutourDe = (conseils: readonly Conseil[], objet: string): Conseil[] =>
  presents(conseils).filter(({ ancre }) => ancre === objet || ancre.startsWith(`${objet}.`));

/** What the anchors of one portfolio stand on. */
export type Contexte = {
  dossier: string;
  semaines: readonly Semaine[];
  /** those not taken out */
  activites: readonly { id: string; titre: string }[];
};

/** What a comment is about, in words, and where it is read. */
export type Lieu = { ancre: string; nom: string; adresse: string };

/** The id of an anchor's block on its page: within the fold, that a browser opens when an address names it. */
export const idAncre = (ancre: string): string => `conseils-${ancre.replaceAll(/[:.]/g, "-")}`;

type Nomme = { name: string; nom: string };

/** Maps, since a genre comes from an address: « constructor » names nothing. */
const champs = new Map<string, readonly Nomme[]>([
  ["presentation", questionsEntreprise.map(({ name, label }) => ({ name, nom: label }))],
  ["semaine", questions.map(({ name, libelle }) => ({ name, nom: libelle }))],
  ["activite", champsActivite.map(({ name, label }) => ({ name, nom: label }))],
]);

const onglets = new Map([
  ["organigramme", "Organigramme"],
  ["carte", "Carte"],
  ["annexes", "Annexes"],
]);

/** The object of an anchor and its address, the field apart. */
function objetDe(genre: string, cle: string, contexte: Contexte): { nom: string; adresse: string } | null {
  const { dossier } = contexte;
  switch (genre) {
    case "presentation":
      return cle === ""
        ? { nom: "Présentation de l’entreprise", adresse: routes.presentation.href({ dossier }) }
        : null;
    case "semaine": {
      const semaine = contexte.semaines.find(({ lundi }) => lundi === cle);
      return semaine
        ? { nom: `Semaine ${semaine.numero}`, adresse: routes.semaine.href({ dossier, lundi: cle }) }
        : null;
    }
    case "activite": {
      const activite = contexte.activites.find(({ id }) => id === cle);
      return activite
        ? { nom: `Activité « ${activite.titre} »`, adresse: routes.activite.href({ dossier, activite: cle }) }
        : null;
    }
    default: {
      const nom = cle === "" ? onglets.get(genre) : undefined;
      return nom ? { nom, adresse: routes.portfolio.href({ dossier, onglet: genre }) } : null;
    }
  }
}

/**
 * Where an anchor leads: '' the whole portfolio · 'presentation' · 'semaine:2026-11-09' · 'activite:<id>' · each with a
 * field after a dot ('semaine:2026-11-09.fait') · 'organigramme' · 'carte' · 'annexes'.
 * @returns null for an anchor that is not of this portfolio, or is no longer there
 */
export function lieuDe(ancre: string, contexte: Contexte): Lieu | null {
  if (ancre === "")
    return {
      ancre,
      nom: "Tout le portfolio",
      adresse: routes.commentaires.href({ dossier: contexte.dossier }),
    };
  const [, genre = "", cle = "", champ] = /^([a-z]+)(?::([\w-]+))?(?:\.(\w+))?$/.exec(ancre) ?? [];
  const objet = objetDe(genre, cle, contexte);
  if (!objet) return null;
  const nomChamp = champs.get(genre)?.find(({ name }) => name === champ)?.nom;
  if (champ !== undefined && !nomChamp) return null;
  return {
    ancre,
    nom: nomChamp ? `${objet.nom} · ${nomChamp}` : objet.nom,
    adresse: `${objet.adresse}#${idAncre(ancre)}`,
  };
}

/** What a comment written from the tab may be about: the whole, then each object in the order of the tabs. */
export const lieuxProposes = (contexte: Contexte): Lieu[] =>
  [
    "",
    "presentation",
    "carte",
    "organigramme",
    ...contexte.semaines.map(({ lundi }) => `semaine:${lundi}`),
    ...contexte.activites.map(({ id }) => `activite:${id}`),
    "annexes",
  ].flatMap((ancre) => lieuDe(ancre, contexte) ?? []);

/** The learner's answer is a row of the same kind, tied to the comment by its anchor. */
export const ancreReponse = (conseil: string): string => `reponse:${conseil}`;

/** The comment that this row answers; null when it is a comment itself. */
export const conseilDeLaReponse = (ancre: string): string | null => /^reponse:(.+)$/.exec(ancre)?.[1] ?? null;

/** The answer that everybody reads. */
export const reponseDe = ({ reponse }: Conseil): Reponse | null =>
  reponse?.retireLe === null ? reponse : null;

/** One answer a comment: a portfolio is no messaging. */
export const repondreUneFois = (conseil: Conseil): Decision =>
  reponseDe(conseil)
    ? refuse(
        "deja-repondu",
        "Tu as déjà répondu à ce commentaire : retire ta réponse pour en écrire une autre.",
        "texte",
      )
    : allowed;

/** An author may put his words right for this long, in milliseconds: afterwards they may have been acted upon. */
export const DELAI_CORRECTION = 15 * 60_000;

type Ecrit = { auteur: string; le: Date; retireLe: Date | null };

/** May this person change these words now? Taking them back stays possible at any time. */
export function corriger(ecrit: Ecrit, habilitation: string, now: Date): Decision {
  const sien = retirer(ecrit, habilitation);
  if (!sien.ok) return sien;
  return ecrit.retireLe === null && now.getTime() - ecrit.le.getTime() < DELAI_CORRECTION
    ? allowed
    : refuse(
        "commentaire-lu",
        "Un commentaire se corrige pendant 15 minutes : après, quelqu’un a pu le lire. Il peut encore être retiré.",
      );
}

/** Only its author takes a comment or an answer back, and puts it back. */
export const retirer = ({ auteur }: Pick<Ecrit, "auteur">, habilitation: string): Decision =>
  auteur === habilitation
    ? allowed
    : refuse(
        "commentaire-autrui",
        "Seule la personne qui a écrit ce commentaire peut le changer ou le retirer.",
      );

/** A number that changes with the words: comments have no version, and two windows may correct the same one. */
export const empreinteDe = (texte: string): number => {
  let hash = 7;
  for (const sign of texte) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) % 899_999_963;
  return hash;
};
