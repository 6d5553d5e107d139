import { type DossierAVisiter, type Ordre, type Personne, repartir } from "#visites/rules.ts";

/** What a teacher is for a dossier. */
export const charges = ["referent", "visiteur"] as const;
export type Charge = (typeof charges)[number];

/** The form's field for one charge of one dossier. */
export const champ = (charge: Charge, dossier: string): string => `${charge}-${dossier}`;

/** A proposal asked for by the address: for what, over whom, in what order, keeping who is named already or not. */
export type Demande = { charge: Charge; equipe: string[]; ordre: Ordre; garder: boolean };

/** Null when the address asks for no proposal; colleagues it names who are not of the school are left out. */
export function lireDemande(query: URLSearchParams, enseignants: readonly Personne[]): Demande | null {
  const charge = charges.find((one) => one === query.get("proposer"));
  if (!charge) return null;
  return {
    charge,
    equipe: enseignants.map((one) => one.id).filter((id) => query.getAll("equipe").includes(id)),
    ordre: query.get("ordre") === "secteur" ? "secteur" : "classe",
    garder: query.get("garder") === "oui",
  };
}

/** The proposal, by field of the form. */
export function proposer(
  { dossiers }: { dossiers: readonly DossierAVisiter[] },
  { charge, equipe, ordre, garder }: Demande,
): Map<string, string> {
  const shares = repartir(dossiers, equipe, ordre, (one) => (garder ? one[charge] : null));
  return new Map([...shares].map(([dossier, id]) => [champ(charge, dossier), id]));
}
