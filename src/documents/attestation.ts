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

/** One learner × period: what the school knows. `null`: not known yet, a line to write on is printed. */
export type AttestationModel = {
  etablissement: EnTete;
  apprenant: { nom: string; prenom: string; classe: string };
  /** « Baccalauréat professionnel Maintenance des systèmes de production connectés » */
  diplome: string;
  periode: { nom: string; du: CivilDate; au: CivilDate };
  entreprise: {
    nom: string;
    adresse: string;
    codePostal: string;
    ville: string;
    siret: string | null;
  } | null;
  tuteur: { nom: string; prenom: string } | null;
  /** Values already known of the six fields; they stay editable in the file. */
  champs?: Partial<Record<ChampAttestation, string>>;
};

/**
 * The attestation de présence (S-17, code de l'éducation D.124-9): a tagged PDF whose six fields (S-18) are
 * to complete on screen or by pen. `groupe` is the parent of the fields' names, letters and digits only.
 */
export function attestationPdf(model: AttestationModel, groupe = "l0001"): Promise<Uint8Array<ArrayBuffer>> {
  const { apprenant, entreprise, periode, tuteur } = model;
  const fields = Object.entries(CHAMPS).map(([nom, { label, multiline }]): [string, Field] => [
    nom,
    { label, multiline, value: model.champs?.[nom as ChampAttestation] ?? "" },
  ]);
  const { etablissement, images } = surPapier(model.etablissement);
  return documents.compile({
    template: "attestation.typ",
    images,
    fields: { [groupe]: Object.fromEntries(fields) },
    data: {
      groupe,
      titre: `Attestation de présence – ${listName(apprenant)} – ${periode.nom}`,
      pied: `Attestation de présence · ${listName(apprenant)} · ${periode.nom}`,
      etablissement,
      apprenant: { nom: onPaper(apprenant), classe: apprenant.classe },
      diplome: model.diplome,
      periode: { nom: periode.nom, dates: dateRange(periode.du, periode.au) },
      entreprise: entreprise && {
        nom: entreprise.nom,
        adresse: postalAddress(entreprise),
        siret: entreprise.siret && siretInGroups(entreprise.siret),
      },
      tuteur: tuteur && onPaper(tuteur),
    },
  });
}

/** « Attestation-PFMP 3.pdf » (S-17), without what a file system refuses. */
export const attestationFileName = (periode: string): string => fileName(`Attestation-${periode}`, "pdf");
