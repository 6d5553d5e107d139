import { champHomonyme, champsClasse, LAISSER } from "#etablissement/import/form.ts";
import {
  ChangementsDeClasse,
  Creations,
  Liste,
  MisesAJour,
  provenance,
  Remarques,
} from "#etablissement/import/lines.tsx";
import type { PlanImport } from "#etablissement/import/plan.ts";
import { encodageText, formatText, homonymesDuFichier, planVide } from "#etablissement/import/rules.ts";
import type { ImportListe } from "#etablissement/import/store.ts";
import { choixNiveaux, choixReferentiels } from "#etablissement/rules.ts";
import { type FormState, textsOf } from "#kernel/form.ts";
import { count, listName, longDate, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { RadioGroup } from "#ui/choices.tsx";
import { Definitions } from "#ui/definition.tsx";
import { SelectField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Columns, Grid } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";
import { Tick } from "#ui/tick.tsx";
import type { Screen } from "#web/act.ts";

type Props = { liste: ImportListe; plan: PlanImport; screen: Screen; form: FormState };

/** The dry run: what the list would change, the questions it raises, and one button. Nothing is written yet. */
export const EssaiPage = ({ liste, plan, screen, form }: Props) => {
  const { resultat } = liste.lecture;
  const erreurs = [...resultat.erreurs, ...plan.erreurs].sort((a, b) => a.numero - b.numero);
  return (
    <Page
      frame={screen.frame}
      title="Ce que la liste changera"
      back={{ href: routes.imports.href({}), text: "Imports" }}
      lead="Rien n’est encore changé. Vérifiez, répondez aux questions s’il y en a, puis appliquez."
    >
      <Columns sideLabel="Fichier lu" side={<Fichier liste={liste} erreurs={erreurs.length} />}>
        <Form action={routes.import.href({ import: liste.id })} keys={screen.frame.keys} form={form}>
          <Chiffres plan={plan} erreurs={erreurs.length} />
          <Remarques
            titre="Lignes en erreur"
            lignes={erreurs}
            note="Ces lignes sont laissées de côté ; les autres sont importées. Corrigez-les dans votre logiciel et envoyez de nouveau le fichier : ce qui est déjà fait ne sera pas refait."
          />
          <Homonymes plan={plan} form={form} />
          <ClassesACreer plan={plan} screen={screen} form={form} />
          <Creations plan={plan} homonymes={homonymesDuFichier(resultat.lignes)} />
          <ChangementsDeClasse plan={plan} />
          <MisesAJour plan={plan} />
          <Absents plan={plan} form={form} />
          <Remarques titre="Remarques sur le fichier" lignes={resultat.notes} />
          <Card>
            {planVide(plan) ? (
              <Notice kind="info">
                {plan.homonymes.length > 0
                  ? "Hormis les homonymes, cette liste ne change rien."
                  : "Cette liste ne change rien : l’établissement est déjà à jour."}
              </Notice>
            ) : null}
            <Actions>
              <Button icon="check">Appliquer</Button>
              <LinkButton href={routes.imports.href({})} kind="quiet">
                Ne rien changer
              </LinkButton>
            </Actions>
          </Card>
        </Form>
      </Columns>
    </Page>
  );
};

const Fichier = ({ liste, erreurs }: { liste: ImportListe; erreurs: number }) => {
  const { annee, resultat } = liste.lecture;
  return (
    <Card title="Fichier lu">
      <Definitions
        rows={[
          { term: "Nom", value: liste.fichier },
          { term: "Format", value: formatText[resultat.format] },
          { term: "Encodage", value: encodageText[resultat.encodage] },
          { term: "Année scolaire", value: schoolYear(annee) },
          { term: "Élèves lus", value: String(resultat.lignes.length) },
          { term: "Lignes en erreur", value: String(erreurs) },
        ]}
      />
    </Card>
  );
};

const Chiffres = ({ plan, erreurs }: { plan: PlanImport; erreurs: number }) => (
  <ul class="chiffres">
    {[
      [plan.creations.length, "à créer"],
      [
        plan.changementsDeClasse.length,
        plan.changementsDeClasse.length > 1 ? "changements de classe" : "changement de classe",
      ],
      [plan.misesAJour.length, plan.misesAJour.length > 1 ? "fiches à corriger" : "fiche à corriger"],
      [plan.inchanges.length, plan.inchanges.length > 1 ? "inchangés" : "inchangé"],
      [plan.homonymes.length, plan.homonymes.length > 1 ? "homonymes à vérifier" : "homonyme à vérifier"],
      [plan.absents.length, plan.absents.length > 1 ? "absents du fichier" : "absent du fichier"],
      [erreurs, erreurs > 1 ? "lignes en erreur" : "ligne en erreur"],
    ].map(([nombre, mots]) => (
      <li>
        <b>{nombre}</b> {mots}
      </li>
    ))}
  </ul>
);

const Homonymes = ({ plan, form }: { plan: PlanImport; form: FormState }) =>
  plan.homonymes.length === 0 ? null : (
    <Card title="Homonymes" meta={count(plan.homonymes.length, "question")} tone="you">
      {plan.homonymes.map(({ ligne, candidats, message }) => (
        <RadioGroup
          form={form}
          name={champHomonyme(ligne.numero)}
          label={`${listName(ligne)}, ${ligne.division} (ligne ${ligne.numero})`}
          hint={`${message} Dans le fichier : ${ligne.naissance ? `naissance le ${longDate(ligne.naissance)}` : "sans date de naissance"}.`}
          choices={[
            ...candidats.map((candidat) => ({
              value: candidat.id,
              text: `C’est la même personne : ${listName(candidat)}, ${provenance(candidat)}${candidat.naissance ? `, naissance le ${longDate(candidat.naissance)}` : ""}`,
            })),
            { value: "nouveau", text: "C’est une autre personne : créer un apprenant" },
            { value: LAISSER, text: "Laisser cette ligne de côté" },
          ]}
          required
        />
      ))}
    </Card>
  );

const ClassesACreer = ({ plan, screen, form }: { plan: PlanImport; screen: Screen; form: FormState }) =>
  plan.classesACreer.length === 0 ? null : (
    <Card title="Classes à créer" meta={`${plan.classesACreer.length}`}>
      <p class="meta">Le niveau et le référentiel sont proposés d’après le nom : vérifiez-les.</p>
      {plan.classesACreer.map(({ nom }) => {
        const champs = champsClasse(nom);
        return (
          <fieldset class="classe-a-creer">
            <legend>{nom}</legend>
            <Grid>
              <SelectField
                form={form}
                name={champs.niveau}
                label="Niveau"
                empty="Choisissez un niveau"
                options={choixNiveaux(screen.deps.referentiels)}
                required
              />
              <SelectField
                form={form}
                name={champs.referentiel}
                label="Référentiel"
                empty="Choisissez un référentiel"
                options={choixReferentiels(screen.deps.referentiels)}
                required
              />
            </Grid>
          </fieldset>
        );
      })}
    </Card>
  );

const Absents = ({ plan, form }: { plan: PlanImport; form: FormState }) => (
  <Liste
    titre="Absents du fichier"
    open
    note="Ils sont dans une classe du fichier, mais le fichier ne les contient pas. Rien ne leur arrive si vous ne cochez rien ; « Parti » ferme l’inscription, garde les écrits, et une liste suivante peut les faire revenir."
    columns={[{ text: "Apprenant" }, { text: "Classe" }, { text: "Parti", centered: true }]}
    rows={plan.absents.map((apprenant) => ({
      header: listName(apprenant),
      cells: [
        apprenant.classe ?? "",
        <Tick
          name="parti"
          value={apprenant.id}
          checked={textsOf(form, "parti").includes(apprenant.id)}
          label={`${listName(apprenant)} est parti`}
        />,
      ],
    }))}
  />
);
