import { rattacher } from "#entreprises/store/rattacher.ts";
import { jourEnMots } from "#fiche-de-liaison/lieu/rules.ts";
import {
  champsLieu,
  conflitAvec,
  devientProposition,
  differences,
  type Lieu,
} from "#fiche-de-liaison/rules.ts";
import { proposerLieu } from "#fiche-de-liaison/store/lieu.ts";
import { ecrireLieu, type FaitsFiche } from "#fiche-de-liaison/store.ts";
import type { Conflict } from "#kernel/form.ts";
import { newId } from "#kernel/id.ts";
import type { Work } from "#web/act.ts";

type Moment = Pick<Work, "tx" | "actor" | "now">;

const conflit = ({ accueil }: FaitsFiche, fuseau: string, saisie: Lieu) =>
  conflitAvec(
    accueil,
    fuseau,
    champsLieu.map(([name, label]) => ({
      name,
      label,
      yours: jourEnMots(saisie[name]),
      theirs: jourEnMots(accueil.lieu[name]),
    })),
  );

/** Writes the stay and ties it to the school's directory, at once or not at all; false when somebody saved first. */
export async function ecrireEtRattacher(
  { tx, actor, now }: Moment,
  { accueil }: FaitsFiche,
  lieu: Lieu,
): Promise<boolean> {
  const written = { par: actor.habilitation, now };
  if (!(await ecrireLieu(tx, accueil, lieu, written))) return false;
  const { entreprise: nom, adresse, codePostal, ville, secteur, telephone, siret } = lieu;
  await rattacher(tx, {
    etablissement: actor.etablissement.id,
    accueil: accueil.id,
    entreprise: { nom, adresse, codePostal, ville, secteur, telephone, siret },
    ...written,
  });
  return true;
}

/** What became of a change of company or tutor, and the version of the stay after it. */
export type LieuModifie = {
  issue: "inchange" | "proposition" | "ecrit";
  changements: ReturnType<typeof differences>;
  version: number;
};

/**
 * A change of company or tutor, from the fiche or from the portfolio: written, or only proposed when a learner changes
 * what is agreed (product.md, the chain, 4).
 * @param faits the stay, held
 * @param saisie what was typed, from the version it names
 */
export async function modifierLieu(
  work: Moment,
  faits: FaitsFiche,
  saisie: { version: number; lieu: Lieu },
): Promise<LieuModifie | { stale: Conflict }> {
  const { tx, actor, now } = work;
  const { accueil } = faits;
  const stale = () => ({ stale: conflit(faits, actor.etablissement.fuseau, saisie.lieu) });
  if (saisie.version !== accueil.version) return stale();
  const changements = differences(accueil.lieu, saisie.lieu);
  const version = accueil.version;
  if (changements.length === 0) return { issue: "inchange", changements, version };
  const convenu = { tuteurInvite: accueil.tuteurInvite, conventionSignee: faits.convention !== null };
  if (devientProposition(actor.role, convenu)) {
    const proposition = { etablissement: actor.etablissement.id, accueil: accueil.id, id: newId() };
    await proposerLieu(tx, { ...proposition, lieu: saisie.lieu, par: actor.habilitation, now });
    return { issue: "proposition", changements, version };
  }
  if (!(await ecrireEtRattacher(work, faits, saisie.lieu))) return stale();
  return { issue: "ecrit", changements, version: version + 1 };
}
