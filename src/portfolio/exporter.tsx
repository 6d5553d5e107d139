import { count } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Actions } from "#ui/form.tsx";

type ExporterProps = {
  dossier: string;
  /** how many activities are chosen for the export, and how many there are */
  choisies: number;
  presentees: number;
  /** the learner's own portfolio: *tu* */
  sien: boolean;
};

/** What the file holds: « … et tes activités (2 activités choisies sur 3) » */
function contenu({ choisies, presentees, sien }: ExporterProps): string {
  if (presentees === 0)
    return sien
      ? "Tout ton portfolio dans un fichier : l’entreprise, tes semaines et tes annexes. Tu n’as pas encore d’activité à y mettre."
      : "Tout le portfolio dans un fichier : l’entreprise, les semaines et les annexes. Aucune activité n’y est encore présentée.";
  const activites =
    choisies === 0
      ? "aucune activité choisie"
      : `${count(choisies, "activité choisie", "activités choisies")} sur ${presentees}`;
  return sien
    ? `Tout ton portfolio dans un fichier : l’entreprise, tes semaines, tes annexes, et tes activités (${activites}).`
    : `Tout le portfolio dans un fichier : l’entreprise, les semaines, les annexes, et les activités (${activites}).`;
}

/** « Exporter mon portfolio » (S-56): three formats, each with the comments or without. */
export const Exporter = (props: ExporterProps) => {
  const { dossier, sien } = props;
  const sans = { commentaires: "non" };
  return (
    <Card title={sien ? "Exporter mon portfolio" : "Exporter le portfolio"}>
      <p>{contenu(props)}</p>
      <Actions>
        <LinkButton href={routes.portfolioDocx.href({ dossier })} icon="file-down" download>
          Word (DOCX)
        </LinkButton>
        <LinkButton href={routes.portfolioOdt.href({ dossier })} icon="file-down" download>
          LibreOffice (ODT)
        </LinkButton>
        <LinkButton href={routes.portfolioPdf.href({ dossier })} icon="file-down" download>
          PDF
        </LinkButton>
      </Actions>
      <p class="meta">
        DOCX et ODT se modifient, le PDF se lit et s’imprime. Sans les commentaires :{" "}
        <a href={routes.portfolioDocx.href({ dossier }, sans)} download>
          DOCX
        </a>
        ,{" "}
        <a href={routes.portfolioOdt.href({ dossier }, sans)} download>
          ODT
        </a>{" "}
        ou{" "}
        <a href={routes.portfolioPdf.href({ dossier }, sans)} download>
          PDF
        </a>
        .
      </p>
    </Card>
  );
};
