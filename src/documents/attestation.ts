import type { Field } from "#documents/fields.ts";
import { type EnTete, onPaper, postalAddress, siretInGroups, surPapier } from "#documents/paper.ts";
import { documents } from "#documents/typst.ts";
import { fileName } from "#files/download.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { dateRange, listName } from "#kernel/french.ts";

/** The fields that the company completes, in reading order (S-18): name in the form → what is asked. */
const CHAMPS = {
  representantEntreprise: { label: "Nom du représentant de l’entreprise", multiline: false },
  adresseSiege: { label: "Adresse du siège, si elle est différente", multiline: true },
  adresseApprenant: { label: "Adresse personnelle de l’apprenant", multiline: true },
  dureeTotale: { label: "Durée effective totale, en heures", multiline: false },
  gratification: { label: "Montant total de la gratification, en euros", multiline: false },
  lieu: { label: "Fait à (lieu), le (date)", multiline: false },
} as const;

export type ChampAttestation = keyof typeof CHAMPS;

/** One learner in one company: what the school knows. `null`: not known yet, a line to write on is printed. */
export type AttestationModel = {
  apprenant: { nom: string; prenom: string; classe: string };
  /** « Baccalauréat professionnel Maintenance des systèmes de production connectés » */
  diplome: string;
  /** the days are those of the stay in this company */
  periode: { nom: string; du: CivilDate; au: CivilDate };
  entreprise: {
    nom: string;
    adresse: string;
    codePostal: string;
    ville: string;
    siret: string | null;
  } | null;
  tuteur: { nom: string; prenom: string } | null;
  /** once the absences are confirmed, by whom and how many days; the hours are one of the fields */
  presence: { jours: string; confirmees: string } | null;
  /** Values already known of the six fields; they stay editable in the file. */
  champs?: Partial<Record<ChampAttestation, string>>;
};

const champs = ({ champs: known }: AttestationModel): Record<string, Field> =>
  Object.fromEntries(
    Object.entries(CHAMPS).map(([nom, { label, multiline }]): [string, Field] => [
      nom,
      { label, multiline, value: known?.[nom as ChampAttestation] ?? "" },
    ]),
  );

const imprime = (model: AttestationModel, groupe: string) => {
  const { apprenant, diplome, entreprise, periode, presence, tuteur } = model;
  return {
    groupe,
    pied: `Attestation de présence · ${listName(apprenant)} · ${periode.nom}`,
    apprenant: { nom: onPaper(apprenant), classe: apprenant.classe },
    diplome,
    periode: { nom: periode.nom, dates: dateRange(periode.du, periode.au) },
    entreprise: entreprise && {
      nom: entreprise.nom,
      adresse: postalAddress(entreprise),
      siret: entreprise.siret && siretInGroups(entreprise.siret),
    },
    tuteur: tuteur && onPaper(tuteur),
    presence,
  };
};

/**
 * The attestations de présence (S-17, code de l'éducation D.124-9): a tagged PDF, one sheet for each company that certifies,
 * whose six fields (S-18) are to complete on screen or by pen. Each sheet has its own parent of fields (`l0001`, `l0002`).
 */
export function attestationsPdf(
  ecole: EnTete,
  models: readonly [AttestationModel, ...AttestationModel[]],
): Promise<Uint8Array<ArrayBuffer>> {
  const groupe = (rang: number) => `l${String(rang + 1).padStart(4, "0")}`;
  const { apprenant, periode } = models[0];
  const { etablissement, images } = surPapier(ecole);
  return documents.compile({
    template: "attestation.typ",
    images,
    fields: Object.fromEntries(models.map((model, rang) => [groupe(rang), champs(model)])),
    data: {
      titre: `Attestation de présence – ${listName(apprenant)} – ${periode.nom}`,
      etablissement,
      feuilles: models.map((model, rang) => imprime(model, groupe(rang))),
    },
  });
}

/** « Attestation-PFMP 3.pdf » (S-17), without what a file system refuses. */
export const attestationFileName = (periode: string): string => fileName(`Attestation-${periode}`, "pdf");
