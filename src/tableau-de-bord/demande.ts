import type { DemandeTableau, Lieu } from "#tableau-de-bord/rules.ts";

const LIEUX: readonly Lieu[] = ["etablissement", "entreprise"];

/** What the address asks: `pole`, `lieu`, `competence`, `axes` (« C1.1,C1.4 », or several); anything else is left alone. */
export const lireDemande = (query: URLSearchParams): DemandeTableau => ({
  pole: query.get("pole") || null,
  lieu: LIEUX.find((one) => one === query.get("lieu")) ?? null,
  competence: query.get("competence") || null,
  axes: query.getAll("axes").flatMap((one) => one.split(",").filter(Boolean)),
});

/** The parameters that say this; what is not asked is left out. */
export const parametres = ({ pole, lieu, competence, axes }: DemandeTableau) => ({
  pole: pole ?? undefined,
  lieu: lieu ?? undefined,
  competence: competence ?? undefined,
  axes: axes.join(",") || undefined,
});
