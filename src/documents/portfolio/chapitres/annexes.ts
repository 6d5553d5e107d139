import type { Block } from "#documents/portfolio/blocks.ts";
import { heading, pictures } from "#documents/portfolio/chapitres/blocs.ts";
import type { DonneesPortfolio } from "#documents/portfolio/donnees.ts";
import { tailleLue } from "#portfolio/fichiers/rules.ts";

const GENRES: Record<string, string> = {
  "application/pdf": "PDF",
  "image/jpeg": "Image",
  "image/png": "Image",
  "image/webp": "Image",
};

/** An address that may be opened; anything else stays words. */
const lienSur = (lien: string): string | undefined =>
  /^(https?:\/\/|mailto:)[^\s"<>]+$/i.test(lien) ? lien : undefined;

export function annexes({ annexes: toutes }: DonneesPortfolio): Block[] {
  const fichiers = toutes.filter(({ genre }) => genre !== "lien");
  const liens = toutes.filter(({ genre }) => genre === "lien");
  return [
    ...(fichiers.length > 0
      ? [
          heading(2, fichiers.length > 1 ? "Documents" : "Document"),
          {
            kind: "table" as const,
            widths: [70, 70, 30],
            head: ["Document", "Ce qu’il montre", "Nature"],
            rows: fichiers.map(({ nom, legende, type, taille }) => [
              nom,
              legende,
              [GENRES[type] ?? "Document", ...(taille > 0 ? [tailleLue(taille)] : [])].join(", "),
            ]),
          },
          ...pictures(fichiers.flatMap(({ image }) => image ?? [])),
        ]
      : []),
    ...(liens.length > 0
      ? [
          heading(2, liens.length > 1 ? "Adresses web" : "Adresse web"),
          {
            kind: "list" as const,
            items: liens.map(({ nom, legende, lien }) => ({
              level: 0,
              text: [
                { text: `${legende || nom || lien}\n`, bold: true },
                { text: lien, link: lienSur(lien) },
              ],
            })),
          },
        ]
      : []),
  ];
}
