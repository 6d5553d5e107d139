import { type Demande, ETATS, type Partie } from "#bilans/certificative/liste/rules.ts";
import { type EtatGrille, etatTexte } from "#bilans/certificative/rules.ts";
import { instantDate } from "#bilans/certificative/words.ts";
import { formOf } from "#kernel/form.ts";
import { count, listName, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, type ChipKind, Chips } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { SelectField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Columns, Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type ListeProps = {
  frame: Frame;
  demande: Demande;
  classes: readonly { id: string; nom: string; annee: number }[];
  epreuves: readonly { value: string; text: string }[];
  parties: readonly Partie[];
  fuseau: string;
};

const natures: Record<EtatGrille, ChipKind> = { absente: "todo", brouillon: "progress", valide: "success" };

const Filtres = ({ frame, demande, classes, epreuves }: ListeProps) => (
  <Card title="Afficher">
    <Form
      method="get"
      action={routes.evaluationsCertificatives.href({})}
      keys={frame.keys}
      label="Filtrer les candidats"
    >
      <SelectField
        form={formOf(demande)}
        name="classe"
        label="Classe"
        empty="Mes classes"
        options={classes.map(({ id, nom, annee }) => ({ value: id, text: `${nom} (${schoolYear(annee)})` }))}
        width="full"
      />
      <SelectField
        form={formOf(demande)}
        name="epreuve"
        label="Épreuve"
        empty="Toutes"
        options={epreuves}
        width="full"
      />
      <SelectField
        form={formOf(demande)}
        name="etat"
        label="État de la grille"
        empty="Tous"
        options={ETATS.map((etat) => ({ value: etat, text: etatTexte[etat] }))}
        width="full"
      />
      <Actions>
        <Button kind="secondary">Afficher</Button>
      </Actions>
    </Form>
  </Card>
);

const PartieCard = ({ partie, demande, fuseau }: ListeProps & { partie: Partie }) => {
  const { session, code, epreuve, candidats } = partie;
  const validees = candidats.filter(({ etat }) => etat === "valide").length;
  return (
    <Card
      title={`Session ${session} · ${epreuve}`}
      meta={`${count(validees, "grille validée", "grilles validées")} sur ${candidats.length}`}
      actions={
        <LinkButton
          kind="quiet"
          icon="download"
          href={routes.evaluationsCertificativesXlsx.href(
            {},
            { classe: demande.classe, epreuve: code, session },
          )}
          about={`${epreuve}, session ${session}`}
        >
          Exporter (XLSX)
        </LinkButton>
      }
      flush
    >
      <Rows label={`Candidats, ${epreuve}, session ${session}`}>
        {candidats.map((candidat) => (
          <RowItem
            title={listName(candidat.apprenant)}
            href={routes.grilleCertificative.href({ dossier: candidat.dossier })}
            detail={[
              candidat.classe.nom,
              candidat.periode.nom,
              candidat.validation
                ? `version ${candidat.validation.numero}, le ${instantDate(candidat.validation.le, fuseau)} par ${candidat.validation.par}`
                : null,
            ]
              .filter(Boolean)
              .join(" · ")}
            chips={
              <Chips>
                <Chip kind={natures[candidat.etat]}>{etatTexte[candidat.etat]}</Chip>
                {candidat.publieLe ? (
                  <Chip kind="neutral" icon="eye">
                    Publiée
                  </Chip>
                ) : null}
              </Chips>
            }
          />
        ))}
      </Rows>
    </Card>
  );
};

/** « Évaluations certificatives » (S-65): the candidates of the exams, by session and part, and their grids. */
export const ListePage = (props: ListeProps) => {
  const { frame, parties, demande } = props;
  const filtree = demande.classe !== "" || demande.epreuve !== "" || demande.etat !== "";
  return (
    <Page
      frame={frame}
      title="Évaluations certificatives"
      lead="Les grilles des périodes rattachées à une épreuve d’examen. Elles n’entrent jamais dans le tableau de bord."
    >
      <Columns sideLabel="Filtres" side={<Filtres {...props} />}>
        <Stack>
          {parties.length === 0 ? (
            <Card>
              <Empty icon="graduation-cap">
                {filtree
                  ? "Aucun candidat ne correspond à ce choix."
                  : "Aucune période de vos classes n’est rattachée à une épreuve. Le statut se choisit quand on crée la période depuis une annexe."}
              </Empty>
            </Card>
          ) : (
            parties.map((partie) => <PartieCard {...props} partie={partie} />)
          )}
        </Stack>
      </Columns>
    </Page>
  );
};
