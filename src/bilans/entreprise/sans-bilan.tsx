import { retour } from "#bilans/entreprise/pages.tsx";
import type { GrilleLue } from "#bilans/entreprise/store.ts";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

/** A period that has no bilan entreprise (S-64, S-65): the page does not exist, and says why. */
export async function sansBilan(frame: Frame, grille: GrilleLue, why: string): Promise<Response> {
  const page = (
    <Page frame={frame} title="Pas de bilan entreprise" lead={grille.periode.nom} back={retour(grille)}>
      <Notice kind="info">{why}</Notice>
    </Page>
  );
  return new Response(`${await page.toString()}`, {
    status: 404,
    headers: { "Content-Type": "text/html; charset=utf-8" },
  });
}
