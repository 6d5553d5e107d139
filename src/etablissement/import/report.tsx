import { type Bilan, formatText } from "#etablissement/import/rules.ts";
import type { ImportListe } from "#etablissement/import/store.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { count, hour, longDate, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Columns, Line } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import type { Screen } from "#web/act.ts";

type Props = { liste: ImportListe; bilan: Bilan; screen: Screen };

const rienChange = ({ crees, changesDeClasse, misAJour, partis }: Bilan) =>
  crees + changesDeClasse + misAJour + partis === 0;

/** What an applied list did, and the way to the coupons of its classes. */
export const BilanPage = ({ liste, bilan, screen }: Props) => {
  const { fuseau } = screen.actor.etablissement;
  const le = liste.appliqueLe ?? screen.now;
  return (
    <Page
      frame={screen.frame}
      title="Liste appliquée"
      back={{ href: routes.imports.href({}), text: "Imports" }}
      lead={`${liste.fichier}, le ${longDate(civilDateIn(le, fuseau))} à ${hour(le, fuseau)}`}
    >
      <Columns
        sideLabel="Bilan"
        side={
          <Card title="Bilan" id="bilan-import">
            <Definitions
              rows={[
                { term: "Année scolaire", value: schoolYear(liste.lecture.annee) },
                { term: "Format", value: formatText[liste.lecture.resultat.format] },
                { term: "Apprenants créés", value: String(bilan.crees) },
                { term: "Changements de classe", value: String(bilan.changesDeClasse) },
                { term: "Fiches corrigées", value: String(bilan.misAJour) },
                { term: "Inchangés", value: String(bilan.inchanges) },
                { term: "Partis", value: String(bilan.partis) },
                { term: "Lignes laissées de côté", value: String(bilan.ignores) },
              ]}
            />
          </Card>
        }
      >
        <Notice kind="success">
          {rienChange(bilan)
            ? "La liste n’a rien changé : l’établissement était déjà à jour."
            : `${count(bilan.crees, "apprenant créé", "apprenants créés")}, ${count(bilan.changesDeClasse, "changement")} de classe.`}
          {bilan.crees > 0 ? " Imprimez maintenant leurs coupons d’accès, classe par classe." : ""}
        </Notice>
        {bilan.classes.length > 0 ? (
          <Card title="Classes de la liste" flush>
            <Rows label="Classes de la liste">
              {bilan.classes.map(({ id, nom, nouvelle }) => (
                <RowItem
                  title={nom}
                  href={routes.adminClasse.href({ classe: id })}
                  chips={nouvelle ? <Chip kind="success">créée</Chip> : undefined}
                  action={
                    <LinkButton href={routes.classe.href({ classe: id })} icon="printer" about={`de ${nom}`}>
                      Coupons d’accès
                    </LinkButton>
                  }
                />
              ))}
            </Rows>
          </Card>
        ) : null}
        <Line>
          <LinkButton href={routes.enseignants.href({})} icon="graduation-cap">
            Rattacher des enseignants à ces classes
          </LinkButton>
        </Line>
      </Columns>
    </Page>
  );
};
