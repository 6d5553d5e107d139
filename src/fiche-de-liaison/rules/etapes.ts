import type { CivilDate } from "#kernel/civil-date.ts";

/** What the order of work is read from (S-30). */
export type FaitsEtapes = {
  statut: "scolaire" | "apprenti";
  /** first day of the period */
  du: CivilDate;
  entreprise: string;
  /** an élève names his tutor; an apprenti's maître comes from his contract */
  tuteurNomme: boolean;
  tuteurInvite: boolean;
  /** objectives, tasks or organisation written for him alone */
  individualisee: boolean;
  /** somebody of the company has read the fiche */
  lue: boolean;
  conventionSignee: boolean;
};

export type CodeEtape = "lieu" | "invitation" | "individualisation" | "lecture" | "convention";

export type Etape = {
  code: CodeEtape;
  etat: "faite" | "prochaine" | "a-faire";
  /** the next step, while the period has begun */
  enRetard: boolean;
  /** done without a hand: the fiche was read or signed as the annexe wrote it */
  telleQuelle: boolean;
};

/**
 * « Où en est le dossier » (S-30): the learner fills the company, the teacher invites the tutor, the teacher
 * individualises, the tutor reads, the convention is signed. An apprenti has a contract: neither invitation nor convention.
 * A fiche that the company has read or the convention has sealed is not waiting to be individualised any more.
 */
export function etapesFiche(faits: FaitsEtapes, today: CivilDate): Etape[] {
  const scolaire = faits.statut === "scolaire";
  const telleQuelle = !faits.individualisee && (faits.lue || faits.conventionSignee);
  const done: Record<CodeEtape, boolean> = {
    lieu: faits.entreprise !== "" && (!scolaire || faits.tuteurNomme),
    invitation: faits.tuteurInvite,
    individualisation: faits.individualisee || telleQuelle,
    lecture: faits.lue,
    convention: faits.conventionSignee,
  };
  const codes: CodeEtape[] = scolaire
    ? ["lieu", "invitation", "individualisation", "lecture", "convention"]
    : ["lieu", "individualisation", "lecture"];
  const next = codes.find((code) => !done[code]);
  return codes.map((code) => ({
    code,
    etat: done[code] ? "faite" : code === next ? "prochaine" : "a-faire",
    enRetard: code === next && today >= faits.du,
    telleQuelle: code === "individualisation" && telleQuelle,
  }));
}
