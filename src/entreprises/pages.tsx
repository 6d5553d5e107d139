import { type LigneEntreprise, type Tri, tris } from "#entreprises/rules.ts";
import { parseCivilDate } from "#kernel/civil-date.ts";
import { count, shortDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Fold, Line, Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { Search } from "#ui/search.tsx";
import { Segmented } from "#ui/segmented.tsx";
import { Table } from "#ui/table.tsx";

type Props = {
  frame: Frame;
  lignes: LigneEntreprise[];
  /** the directory holds nothing at all */
  vide: boolean;
  doublons: LigneEntreprise[][];
  recherche: string;
  tri: Tri;
};

const derniere = ({ derniere: periode }: LigneEntreprise) => {
  const du = periode && parseCivilDate(periode.du);
  return periode && du ? `${periode.nom}, ${shortDate(du)}` : "Aucune";
};

const lieu = ({ codePostal, ville }: LigneEntreprise) => `${codePostal} ${ville}`.trim();

/** Rows that look like one company, each pair a press away from its review. */
const Doublons = ({ groupes }: { groupes: LigneEntreprise[][] }) => (
  <Fold summary={`${count(groupes.length, "doublon possible", "doublons possibles")} à regarder`}>
    <Rows label="Doublons possibles">
      {groupes.map(([gardee, ...autres]) =>
        autres.map((autre) => (
          <RowItem
            title={`${gardee?.nom} et ${autre.nom}`}
            detail={[gardee && lieu(gardee), gardee?.siret && `SIRET ${gardee.siret}`]
              .filter(Boolean)
              .join(", ")}
            action={
              <LinkButton
                href={routes.entrepriseFusionner.href({ entreprise: gardee?.id ?? "" }, { avec: autre.id })}
                about={`${gardee?.nom} et ${autre.nom}`}
              >
                Comparer
              </LinkButton>
            }
          />
        )),
      )}
    </Rows>
  </Fold>
);

export const EntreprisesPage = ({ frame, lignes, vide, doublons, recherche, tri }: Props) => {
  const query = { q: recherche, tri: tri === "nom" ? undefined : tri };
  return (
    <Page
      frame={frame}
      title="Entreprises"
      lead="Les entreprises qui ont reçu vos apprenants. Elles entrent ici d’elles-mêmes, quand une fiche de liaison est enregistrée."
      actions={
        lignes.length > 0 ? (
          <>
            <LinkButton href={routes.entreprisesCsv.href({}, query)} icon="file-down" download>
              CSV
            </LinkButton>
            <LinkButton href={routes.entreprisesXlsx.href({}, query)} icon="file-down" download>
              XLSX
            </LinkButton>
          </>
        ) : undefined
      }
    >
      {vide ? (
        <Card>
          <Empty
            icon="building-2"
            action={
              <LinkButton href={routes.periodes.href({})} kind="primary" icon="calendar-days">
                Voir les périodes
              </LinkButton>
            }
          >
            Aucune entreprise pour l’instant : la première entrera avec un lieu de réalisation.
          </Empty>
        </Card>
      ) : (
        <Stack>
          <Line spread>
            <Search
              action={routes.entreprises.href({})}
              value={recherche}
              label="Nom, ville ou SIRET"
              keep={tri === "nom" ? {} : { tri }}
            />
            <Segmented
              label="Ordre"
              segments={(Object.keys(tris) as Tri[]).map((un) => ({
                href: routes.entreprises.href({}, { q: recherche, tri: un === "nom" ? undefined : un }),
                text: tris[un],
                current: un === tri,
              }))}
            />
          </Line>
          {doublons.length > 0 && recherche === "" ? <Doublons groupes={doublons} /> : null}
          {lignes.length === 0 ? (
            <Card>
              <Empty
                icon="search"
                action={
                  <LinkButton href={routes.entreprises.href({})}>Voir toutes les entreprises</LinkButton>
                }
              >
                Aucune entreprise ne répond à « {recherche} ».
              </Empty>
            </Card>
          ) : (
            <Card flush>
              <Table
                caption={`${count(lignes.length, "entreprise")}${recherche ? ` pour « ${recherche} »` : ""}`}
                columns={[
                  { text: "Raison sociale" },
                  { text: "Ville" },
                  { text: "Secteur d’activité" },
                  { text: "Apprenants reçus", numeric: true },
                  { text: "Dernière période" },
                ]}
                rows={lignes.map((une) => ({
                  header: <a href={routes.entreprise.href({ entreprise: une.id })}>{une.nom}</a>,
                  cells: [lieu(une), une.secteur, une.apprenants, derniere(une)],
                }))}
              />
            </Card>
          )}
        </Stack>
      )}
    </Page>
  );
};
