import { anneesPossibles } from "#etablissement/classes/form.ts";
import type { ImportResume } from "#etablissement/import/store.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import type { FormState } from "#kernel/form.ts";
import { hour, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { FileField, SelectField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Columns, Fold } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import type { Screen } from "#web/act.ts";

type Props = { derniers: ImportResume[]; screen: Screen; form: FormState };

/** The file to send, and the lists read before. */
export const ImportsPage = ({ derniers, screen, form }: Props) => (
  <Page
    frame={screen.frame}
    title="Importer une liste d’élèves"
    lead="Rien n’est changé à l’envoi : vous voyez d’abord ce que la liste changera, puis vous l’appliquez."
  >
    <Columns
      sideLabel="Quel fichier ?"
      side={
        <Card title="Quel fichier ?">
          <p>
            <b>SIECLE</b> : le fichier « ExportXML_ElevesSansAdresses » (ZIP ou XML), ou l’export CSV « Liste
            des élèves par division ».
          </p>
          <p>
            <b>Autre logiciel</b> : un CSV avec les colonnes NOM, PRÉNOM et DIV. (ou CLASSE) ; NÉ(E) LE, INE
            et STATUT sont repris s’ils y sont.
          </p>
          <Fold summary="Ce qui est gardé">
            <p class="meta">
              Le nom, le prénom, la classe, le statut, la date de naissance (vue de l’administrateur seul) et
              l’INE. Ni adresse, ni téléphone. Le fichier lui-même n’est pas conservé.
            </p>
          </Fold>
        </Card>
      }
    >
      <Card title="Envoyer le fichier">
        <Form action={routes.imports.href({})} keys={screen.frame.keys} form={form} files>
          <FileField
            form={form}
            name="fichier"
            label="Fichier de la liste"
            hint="CSV, XML ou ZIP, 12 Mo au plus. L’encodage et les séparateurs sont reconnus."
            accept=".csv,.txt,.xml,.zip,text/csv,text/xml,application/zip"
            required
          />
          <SelectField
            form={form}
            name="annee"
            label="Année scolaire"
            options={anneesPossibles(screen.today)}
            required
          />
          <Actions>
            <Button icon="upload">Lire le fichier</Button>
          </Actions>
        </Form>
      </Card>
      <Card title="Dernières listes" flush={derniers.length > 0}>
        {derniers.length === 0 ? (
          <Empty icon="history">Aucune liste n’a encore été envoyée.</Empty>
        ) : (
          <Rows label="Dernières listes">
            {derniers.map((liste) => (
              <Ligne liste={liste} fuseau={screen.actor.etablissement.fuseau} />
            ))}
          </Rows>
        )}
      </Card>
    </Columns>
  </Page>
);

const Ligne = ({ liste, fuseau }: { liste: ImportResume; fuseau: string }) => (
  <RowItem
    title={liste.fichier}
    href={routes.import.href({ import: liste.id })}
    detail={`${longDate(civilDateIn(liste.creeLe, fuseau))} à ${hour(liste.creeLe, fuseau)}, ${liste.auteur}`}
    chips={
      liste.appliqueLe ? (
        <Chip kind="success">appliquée</Chip>
      ) : (
        <Chip kind="todo">lue, pas encore appliquée</Chip>
      )
    }
  />
);
