import { anneesPossibles } from "#etablissement/classes/form.ts";
import type { Remarque } from "#etablissement/enseignants/import/lire.ts";
import { type PlanEnseignants, planVide } from "#etablissement/enseignants/import/plan.ts";
import type { ImportEnseignants } from "#etablissement/enseignants/import/store.ts";
import { Liste } from "#etablissement/import/lines.tsx";
import type { FormState } from "#kernel/form.ts";
import { listName, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { FileField, SelectField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Columns } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";
import type { Screen } from "#web/act.ts";

/** The file to send. */
export const EnvoiPage = ({ screen, form }: { screen: Screen; form: FormState }) => (
  <Page
    frame={screen.frame}
    title="Importer des enseignants"
    back={{ href: routes.enseignants.href({}), text: "Enseignants" }}
    lead="Rien n’est changé à l’envoi : vous voyez d’abord ce que la liste changera, puis vous l’appliquez."
  >
    <Columns
      sideLabel="Quel fichier ?"
      side={
        <Card title="Quel fichier ?" id="bilan-import">
          <p>
            Un CSV avec les colonnes NOM, PRÉNOM et COURRIEL ; CLASSES est reprise si elle y est, les classes
            séparées par une virgule.
          </p>
          <p class="meta">
            Qui a déjà un compte le garde. Une liste ajoute des classes, elle n’en retire jamais.
          </p>
        </Card>
      }
    >
      <Card title="Envoyer le fichier">
        <Form action={routes.enseignantsImport.href({})} keys={screen.frame.keys} form={form} files>
          <FileField
            form={form}
            name="fichier"
            label="Fichier des enseignants"
            hint="CSV. L’encodage et les séparateurs sont reconnus."
            accept=".csv,.txt,text/csv"
            required
          />
          <SelectField
            form={form}
            name="annee"
            label="Année scolaire des classes"
            options={anneesPossibles(screen.today)}
            required
          />
          <Actions>
            <Button icon="upload">Lire le fichier</Button>
          </Actions>
        </Form>
      </Card>
    </Columns>
  </Page>
);

type EssaiProps = { recu: ImportEnseignants; plan: PlanEnseignants; screen: Screen };

/** The dry run, or once applied what was done. */
export const EssaiPage = ({ recu, plan, screen }: EssaiProps) => (
  <Page
    frame={screen.frame}
    title={recu.bilan ? "Liste appliquée" : "Ce que la liste changera"}
    back={{ href: routes.enseignants.href({}), text: "Enseignants" }}
    lead={`${recu.fichier}, classes de ${schoolYear(recu.lecture.annee)}${recu.bilan ? "" : ". Rien n’est encore changé"}.`}
  >
    {recu.bilan ? (
      <Chiffres
        nombres={[
          [recu.bilan.crees, "créés"],
          [recu.bilan.retours, "accès rouverts"],
          [recu.bilan.rattaches, "rattachés à d’autres classes"],
          [recu.bilan.inchanges, "inchangés"],
          [recu.bilan.ignores, "lignes laissées de côté"],
        ]}
      />
    ) : (
      <Form
        action={routes.enseignantsImportEssai.href({ import: recu.id })}
        keys={screen.frame.keys}
        label="Appliquer la liste"
      >
        <Chiffres
          nombres={[
            [plan.creations.length, "à créer"],
            [plan.retours.length, "accès à rouvrir"],
            [plan.rattachements.length, "à rattacher à d’autres classes"],
            [plan.inchanges.length, "inchangés"],
            [plan.erreurs.length, "lignes en erreur"],
          ]}
        />
        <Remarques titre="Lignes en erreur" remarques={plan.erreurs} />
        <Remarques titre="Remarques" remarques={plan.notes} />
        <Entrees titre="Enseignants à créer" entrees={plan.creations} />
        <Entrees titre="Accès à rouvrir" entrees={plan.retours} />
        <Entrees titre="Classes à ajouter" entrees={plan.rattachements} />
        {planVide(plan) ? <Notice kind="info">Cette liste ne change rien.</Notice> : null}
        <Actions>
          <Button icon="check">Appliquer</Button>
          <LinkButton href={routes.enseignantsImport.href({})} kind="quiet">
            Ne rien changer
          </LinkButton>
        </Actions>
      </Form>
    )}
  </Page>
);

const Chiffres = ({ nombres }: { nombres: [number, string][] }) => (
  <ul class="chiffres">
    {nombres.map(([nombre, mots]) => (
      <li>
        <b>{nombre}</b> {mots}
      </li>
    ))}
  </ul>
);

const Remarques = ({ titre, remarques }: { titre: string; remarques: Remarque[] }) => (
  <Liste
    titre={titre}
    open
    toutes
    columns={[{ text: "Ligne" }, { text: "Message" }]}
    rows={remarques.map(({ numero, message }) => ({ header: `Ligne ${numero}`, cells: [message] }))}
  />
);

const Entrees = ({
  titre,
  entrees,
}: {
  titre: string;
  entrees: { ligne: { nom: string; prenom: string; courriel: string }; classes: { nom: string }[] }[];
}) => (
  <Liste
    titre={titre}
    open
    columns={[{ text: "Enseignant" }, { text: "Courriel" }, { text: "Classes" }]}
    rows={entrees.map(({ ligne, classes }) => ({
      header: listName(ligne),
      cells: [ligne.courriel, classes.map((classe) => classe.nom).join(", ") || "aucune"],
    }))}
  />
);
