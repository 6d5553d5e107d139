import { devientProposition } from "#fiche-de-liaison/rules.ts";
import { addDays, type CivilDate, daysBetween, mondayOf, parseCivilDate } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { dateRange, longDate, shortDate } from "#kernel/french.ts";

export type Jours = { du: CivilDate; au: CivilDate };
/** Days as a stay keeps them: null stands for those of the period. */
export type JoursGardes = { du: CivilDate | null; au: CivilDate | null };

/** A value of the fiche as people write it: a day is « 23/11/2026 », the rest stays. */
export const jourEnMots = (valeur: string): string => {
  const jour = parseCivilDate(valeur);
  return jour ? shortDate(jour) : valeur;
};

export const joursDe = (sejour: JoursGardes, periode: Jours): Jours => ({
  du: sejour.du ?? periode.du,
  au: sejour.au ?? periode.au,
});

/**
 * The days of a stay (B-18): in order, inside the period, and apart from those of the other company, save for an
 * apprenti, who alternates.
 * @param saisie « 2026-11-09 », or "" for the period's own day
 */
export function verifierJours(
  saisie: { du: string; au: string },
  periode: Jours,
  autre: JoursGardes | null,
  statut: "scolaire" | "apprenti",
): Decision {
  const { du, au } = joursDe(
    { du: parseCivilDate(saisie.du) ?? null, au: parseCivilDate(saisie.au) ?? null },
    periode,
  );
  const dans = (jour: CivilDate) => jour >= periode.du && jour <= periode.au;
  const dehors = `Ce jour est hors de la période, qui va ${dateRange(periode.du, periode.au)}.`;
  if (!dans(du)) return refuse("sejour-hors-periode", dehors, "du");
  if (!dans(au)) return refuse("sejour-hors-periode", dehors, "au");
  if (du > au) return refuse("sejour-a-l-envers", "Le dernier jour vient avant le premier.", "au");
  if (!autre || statut === "apprenti") return allowed;
  const pris = joursDe(autre, periode);
  if (du > pris.au || au < pris.du) return allowed;
  return refuse(
    "sejours-meles",
    `Ces jours se mêlent à ceux de l’autre entreprise, ${dateRange(pris.du, pris.au)}.`,
    du >= pris.du ? "du" : "au",
  );
}

/** The days of a stay whose values are `lieu`, beside the dossier's other one if there is one. */
export const joursPossibles = (
  faits: {
    apprenant: { statut: "scolaire" | "apprenti" };
    periode: Jours;
    accueil: { id: string };
    sejours: readonly (JoursGardes & { id: string })[];
  },
  lieu: { du: string; au: string },
): Decision =>
  verifierJours(
    lieu,
    faits.periode,
    faits.sejours.find(({ id }) => id !== faits.accueil.id) ?? null,
    faits.apprenant.statut,
  );

/** The first day proposed for a second company: the Monday that follows the middle of the period, if it has one. */
export function milieu({ du, au }: Jours): CivilDate {
  const moitie = addDays(du, Math.ceil(daysBetween(du, au) / 2));
  const lundi = mondayOf(addDays(moitie, 6));
  return lundi <= au ? lundi : moitie;
}

type Faits = {
  apprenant: { statut: "scolaire" | "apprenti" };
  accueil: { tuteurInvite: boolean };
  convention: unknown;
  sejours: readonly { dejaInvite: boolean }[];
};

const convenu = (faits: Faits) => ({
  tuteurInvite: faits.accueil.tuteurInvite,
  conventionSignee: faits.convention !== null,
});

const accord = refuse(
  "sejour-convenu",
  "Ton tuteur est déjà invité ou ta convention est signée : demande à un enseignant d’ajouter ou de retirer une entreprise.",
);

/** A second company may be added: there is one, and a learner changes nothing of what is already agreed. */
export function peutAjouter(role: string, faits: Faits): Decision {
  if (faits.sejours.length > 1)
    return refuse("deux-entreprises", "Ce dossier a déjà deux entreprises d’accueil.");
  return devientProposition(role, convenu(faits)) ? accord : allowed;
}

/** The second company may go until somebody there was invited: what he has read or written stays. */
export function peutRetirer(role: string, faits: Faits): Decision {
  const deuxieme = faits.sejours[1];
  if (!deuxieme) return refuse("une-entreprise", "Ce dossier n’a qu’une entreprise d’accueil.");
  if (deuxieme.dejaInvite)
    return refuse(
      "tuteur-deja-invite",
      role === "apprenant"
        ? "Le tuteur de cette entreprise a déjà été invité : elle reste dans ton dossier."
        : "Le tuteur de cette entreprise a déjà été invité : elle reste au dossier. Corrigez ses dates si le séjour s’est arrêté.",
    );
  return devientProposition(role, convenu(faits)) ? accord : allowed;
}

/**
 * The days of both stays once the second begins: the first one ends the day before. An apprenti alternates: without a
 * day, both cover the period.
 */
export function partager(
  aPartirDu: string,
  periode: Jours,
  statut: "scolaire" | "apprenti",
): Decision<{ premier: JoursGardes; deuxieme: JoursGardes }> {
  const entiere = { du: null, au: null };
  const jour = parseCivilDate(aPartirDu);
  if (!jour)
    return statut === "apprenti" && aPartirDu === ""
      ? { ok: true, value: { premier: entiere, deuxieme: entiere } }
      : refuse("sejour-sans-jour", "Il faut le premier jour dans la deuxième entreprise.", "aPartirDu");
  if (jour <= periode.du || jour > periode.au)
    return refuse(
      "sejour-hors-periode",
      `La deuxième entreprise commence après le ${longDate(periode.du)} et avant la fin de la période, le ${longDate(periode.au)}.`,
      "aPartirDu",
    );
  return {
    ok: true,
    value: {
      premier: { du: periode.du, au: addDays(jour, -1) },
      deuxieme: { du: jour, au: periode.au },
    },
  };
}
