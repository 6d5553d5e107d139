import { competencesMobilisees } from "#referentiel/rules.ts";
import type { Referentiel, StatutPeriode } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Menu, type MenuItem } from "#ui/menu.tsx";

type Props = {
  dossier: string;
  ref: Referentiel;
  statut: StatutPeriode;
  /** the bilan of this page as a file; null: it is not begun */
  imprimer: string | null;
  /** false: who may print the grid, but not type it */
  transcrire: boolean;
};

/** « Préparer la rencontre » (S-77): the paper grids, and the page where a paper is typed afterwards. */
export const PapiersDeRencontre = ({ dossier, ref, statut, imprimer, transcrire }: Props) => {
  const grille = (query: Record<string, string>) => routes.bilanEntrepriseGrille.href({ dossier }, query);
  const avecCriteres =
    (statut.bilanEntreprise || statut.grilleCertificative) &&
    competencesMobilisees(ref).some(({ details }) => details.length > 0);
  const file = (text: string, query: Record<string, string>): MenuItem => ({
    text,
    icon: "printer",
    href: grille(query),
    download: true,
  });
  return (
    <div class="papiers-bilan">
      <Menu
        id="papiers"
        label="Préparer la rencontre"
        text="Préparer la rencontre"
        icon="printer"
        items={[
          file("Imprimer la grille vierge", {}),
          ...(avecCriteres ? [file("Imprimer la grille vierge, avec les critères", { detail: "oui" })] : []),
          file("Imprimer la grille déjà remplie", { remplie: "oui" }),
          ...(transcrire
            ? [
                {
                  text: "Reporter une grille papier",
                  icon: "clipboard-check" as const,
                  href: routes.transcription.href({ dossier }),
                },
              ]
            : []),
        ]}
      />
      {imprimer ? <Imprimer href={imprimer} /> : null}
    </div>
  );
};

/** « Imprimer »: the bilan of the page as it stands, a file. */
export const Imprimer = ({ href, tutoie }: { href: string; tutoie?: boolean }) => (
  <LinkButton kind="quiet" icon="printer" href={href} download>
    {tutoie ? "Imprimer mon bilan" : "Imprimer le bilan"}
  </LinkButton>
);
