import { routes } from "#routes.ts";

/** Which of a dossier's stays an address means: nothing for the first, the usual case (B-18); as on the fiche. */
export const sejourDe = (rang: number): { accueil?: string } => (rang > 1 ? { accueil: String(rang) } : {});

/** « Gestion des tuteurs » open on one stay. */
export const gestionHref = (
  periode: string,
  { dossier, rang }: { dossier: string; rang: number },
  filtre?: string | null,
): string =>
  `${routes.tuteurs.href({ periode }, { dossier, ...sejourDe(rang), ...(filtre ? { filtre } : {}) })}#tuteur`;

/** The stay an address names. */
export const rangDe = (query: URLSearchParams): number =>
  /^[1-9]$/.test(query.get("accueil") ?? "") ? Number(query.get("accueil")) : 1;

/** Back to the tutor an act was about, with the filter the list was read through. */
export const retourGestion = ({
  params,
  query,
}: {
  params: { periode: string; dossier: string };
  query: URLSearchParams;
}): string =>
  gestionHref(params.periode, { dossier: params.dossier, rang: rangDe(query) }, query.get("filtre"));
