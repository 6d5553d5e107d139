import type { Proposee } from "#entreprises/rules.ts";
import { chercherPartout, proposee, proposer, type Trouvees } from "#entreprises/store/recherche.ts";
import type { Lieu } from "#fiche-de-liaison/rules.ts";
import { isId } from "#kernel/id.ts";
import { isSiret } from "#kernel/siret.ts";
import type { Work } from "#web/act.ts";
import type { AnnuaireOfficiel } from "#web/deps.ts";

/** What the address asks of the directories: words to look for, or one company to take over. */
export type Demande = {
  recherche: string;
  internes: Proposee[];
  choisie: Proposee | null;
  /** a SIRET to take over from the official directory */
  siret: string | null;
  /** with who last followed a learner there */
  avecTuteur: boolean;
};

const sujet = (query: URLSearchParams, nom: string) => (query.get(nom) ?? "").trim().slice(0, 100);

export async function loadDemande({
  tx,
  query,
  actor,
}: Pick<Work, "tx" | "query" | "actor">): Promise<Demande> {
  const recherche = sujet(query, "q");
  const choix = sujet(query, "choix");
  const complet = actor.role === "enseignant";
  return {
    recherche,
    internes: await proposer(tx, recherche, complet),
    choisie: isId(choix) ? await proposee(tx, choix, complet) : null,
    siret: isSiret(choix) ? choix : null,
    avecTuteur: complet && query.get("tuteur") === "oui",
  };
}

/** What the page shows of them; `choisie` are values for the form, to be checked and saved by the person. */
export type Annuaire = Trouvees & { recherche: string; choisie: Partial<Lieu> | null };

/** Asks the official directory what the school does not know; never inside a transaction. */
export async function chercherPour(demande: Demande, annuaire: AnnuaireOfficiel | null): Promise<Annuaire> {
  const { recherche, siret } = demande;
  const trouvees = await chercherPartout(annuaire, demande.internes, recherche);
  const officielle = siret ? await chercherPartout(annuaire, [], siret) : null;
  const prise = demande.choisie ?? officielle?.trouvees.find((une) => une.siret === siret) ?? null;
  return {
    ...trouvees,
    muet: trouvees.muet || officielle?.muet === true,
    recherche,
    choisie: prise && valeurs(prise, demande.avecTuteur),
  };
}

function valeurs(une: Proposee, avecTuteur: boolean): Partial<Lieu> {
  const { nom, adresse, codePostal, ville, secteur, telephone, siret, tuteur } = une;
  const company = { entreprise: nom, adresse, codePostal, ville, secteur, telephone, siret };
  if (!avecTuteur || !tuteur) return company;
  return {
    ...company,
    tuteurNom: tuteur.nom,
    tuteurPrenom: tuteur.prenom,
    tuteurTelephone: tuteur.telephone,
    tuteurCourriel: tuteur.courriel,
  };
}
