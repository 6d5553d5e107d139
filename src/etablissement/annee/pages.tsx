import {
  bornesRentree,
  type ClasseSource,
  champEnseignants,
  champNom,
  type FaitsAnnee,
  niveauSuivant,
  nomSuivant,
  type PlanAnnee,
} from "#etablissement/annee/rules.ts";
import { niveauEtDiplome } from "#etablissement/rules.ts";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { type FormState, textsOf } from "#kernel/form.ts";
import { count, fullName, listName, longDate, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { CheckboxGroup } from "#ui/choices.tsx";
import { Empty } from "#ui/empty.tsx";
import { DateField, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Fold, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";
import { Table } from "#ui/table.tsx";
import { Tick } from "#ui/tick.tsx";
import type { Screen } from "#web/act.ts";

type Props = { faits: FaitsAnnee; screen: Screen; form: FormState };

/** Preparing next year: where each class goes, who does not follow, who teaches. Nothing is written before the dry run. */
export const AnneePage = ({ faits, screen, form }: Props) => {
  const { min, max } = bornesRentree(faits.annee);
  const pleines = faits.classes.filter((classe) => classe.apprenants.length > 0);
  return (
    <Page
      frame={screen.frame}
      title={`Passer à l’année ${schoolYear(faits.annee + 1)}`}
      back={{ href: routes.administration.href({}), text: "Administration" }}
      lead={`Chaque apprenant de ${schoolYear(faits.annee)} suit sa classe, sauf si vous dites le contraire. Rien n’est changé avant votre accord.`}
    >
      <Stack>
        {faits.suivantes.length > 0 ? <Suivantes faits={faits} screen={screen} /> : null}
        {pleines.length === 0 ? (
          <Card>
            <Empty
              icon="calendar-check"
              action={<LinkButton href={routes.imports.href({})}>Importer la liste des élèves</LinkButton>}
            >
              Plus aucun apprenant n’attend de changer d’année. Les nouveaux arrivent par la liste des élèves.
            </Empty>
          </Card>
        ) : (
          <Form action={routes.adminAnnee.href({})} keys={screen.frame.keys} form={form}>
            <Card title="Rentrée">
              <DateField
                form={form}
                name="rentree"
                label="Jour de la rentrée"
                hint="Les inscriptions de cette année s’arrêtent la veille, les nouvelles commencent ce jour-là."
                min={min}
                max={max}
                required
              />
            </Card>
            {pleines.map((classe) => (
              <Classe classe={classe} faits={faits} screen={screen} form={form} />
            ))}
            <Actions>
              <Button icon="eye">Voir ce qui changera</Button>
            </Actions>
          </Form>
        )}
      </Stack>
    </Page>
  );
};

const Suivantes = ({ faits, screen }: { faits: FaitsAnnee; screen: Screen }) => (
  <Card title={`Classes de ${schoolYear(faits.annee + 1)} déjà créées`} flush>
    <Table
      caption="Classes déjà créées"
      hideCaption
      columns={[{ text: "Classe" }, { text: "Niveau" }, { text: "Apprenants", numeric: true }]}
      rows={faits.suivantes.map((classe) => ({
        header: <a href={routes.adminClasse.href({ classe: classe.id })}>{classe.nom}</a>,
        cells: [niveauEtDiplome(classe, screen.deps.referentiels), classe.apprenants],
      }))}
    />
  </Card>
);

const Classe = ({ classe, faits, screen, form }: Props & { classe: ClasseSource }) => {
  const derniere = niveauSuivant(screen.deps.referentiels.get(classe.referentiel), classe.niveau) === null;
  const effectif = count(classe.apprenants.length, "apprenant");
  return (
    <Card title={classe.nom} meta={`${niveauEtDiplome(classe, screen.deps.referentiels)}, ${effectif}`}>
      {derniere ? (
        <p>Dernière année de la formation : tous quittent l’établissement, sauf ceux qui redoublent.</p>
      ) : (
        <>
          <TextField
            form={form}
            name={champNom(classe.id)}
            label={`Classe où entrent les apprenants de ${classe.nom}`}
            hint={`Proposée d’après le nom : ${nomSuivant(classe.nom)}. Deux classes peuvent se réunir sous un même nom.`}
            width="medium"
            autocomplete="off"
            verbatim
            required
          />
          {faits.enseignants.length > 0 ? (
            <CheckboxGroup
              form={form}
              name={champEnseignants(classe.id)}
              label="Ses enseignants l’an prochain"
              choices={faits.enseignants.map((one) => ({ value: one.id, text: fullName(one) }))}
              inline
            />
          ) : null}
        </>
      )}
      <Fold
        summary={derniere ? "Qui redouble ?" : "Qui redouble ? Qui part ?"}
        open={classe.apprenants.some(
          (one) => textsOf(form, "redouble").includes(one.id) || textsOf(form, "part").includes(one.id),
        )}
      >
        <Table
          caption={`Apprenants de ${classe.nom}`}
          hideCaption
          columns={[
            { text: "Apprenant" },
            { text: "Redouble", centered: true },
            ...(derniere ? [] : [{ text: "Part", centered: true }]),
          ]}
          rows={classe.apprenants.map((one) => ({
            header: (
              <>
                {listName(one)} {one.statut === "apprenti" ? <Chip kind="plain">apprenti</Chip> : null}
              </>
            ),
            cells: [
              <Tick
                name="redouble"
                value={one.id}
                checked={textsOf(form, "redouble").includes(one.id)}
                label={`${listName(one)} redouble`}
              />,
              ...(derniere
                ? []
                : [
                    <Tick
                      name="part"
                      value={one.id}
                      checked={textsOf(form, "part").includes(one.id)}
                      label={`${listName(one)} part`}
                    />,
                  ]),
            ],
          }))}
        />
      </Fold>
    </Card>
  );
};

type EssaiProps = Props & { rentree: CivilDate; plan: PlanAnnee; version: number };

/** The dry run: the classes of next year with who enters them, who leaves, and one button. */
export const EssaiPage = ({ faits, rentree, plan, version, screen, form }: EssaiProps) => {
  const partants = plan.partants.flatMap((one) => one.apprenants);
  const nouvelles = plan.cibles.filter((cible) => cible.id === null).length;
  const rien = plan.mouvements.length + partants.length === 0;
  const erreurs = Object.values(plan.erreurs);
  const nomDe = new Map(faits.enseignants.map((one) => [one.id, fullName(one)]));
  return (
    <Page
      frame={screen.frame}
      title="Ce que le passage changera"
      back={{ href: routes.adminAnnee.href({}), text: "Reprendre les choix" }}
      lead={`Rentrée le ${longDate(rentree)}. Rien n’est encore changé.`}
    >
      <Form action={routes.adminAnneeEssai.href({})} keys={screen.frame.keys} form={form} version={version}>
        <ul class="chiffres">
          {[
            [nouvelles, nouvelles > 1 ? "classes à créer" : "classe à créer"],
            [plan.mouvements.length, "à inscrire"],
            [partants.length, partants.length > 1 ? "départs" : "départ"],
          ].map(([nombre, mots]) => (
            <li>
              <b>{nombre}</b> {mots}
            </li>
          ))}
        </ul>
        {erreurs.length > 0 ? (
          <Notice kind="warning" title="À revoir">
            {erreurs.join(" ")}
          </Notice>
        ) : null}
        {plan.cibles.length > 0 ? (
          <Card title={`Classes de ${schoolYear(faits.annee + 1)}`} flush>
            <Table
              caption="Classes de l’année suivante"
              hideCaption
              columns={[
                { text: "Classe" },
                { text: "Niveau" },
                { text: "Y entrent" },
                { text: "Enseignants" },
              ]}
              rows={plan.cibles.map((cible) => ({
                header: (
                  <>
                    {cible.nom} {cible.id === null ? <Chip kind="todo">à créer</Chip> : null}
                  </>
                ),
                cells: [
                  niveauEtDiplome(cible, screen.deps.referentiels),
                  cible.venues.map(venueText).join(" ; "),
                  cible.enseignants.map((id) => nomDe.get(id) ?? "").join(", ") || "aucun enseignant",
                ],
              }))}
            />
          </Card>
        ) : null}
        {plan.partants.map(({ classe, apprenants }) => (
          <Card title={`Départs de ${classe}`} meta={String(apprenants.length)}>
            <p>{apprenants.map(listName).join(", ")}</p>
          </Card>
        ))}
        <Card title="Et si c’était une erreur ?">
          <p>
            Les inscriptions de {schoolYear(faits.annee)} s’arrêtent le {longDate(addDays(rentree, -1))} et
            restent dans l’histoire de chacun ; périodes, portfolios et bilans ne bougent pas. Pour un
            apprenant, sa fiche permet ensuite de changer de classe, d’enregistrer un départ ou un retour. Une
            liste d’élèves importée corrige aussi toute une classe.
          </p>
        </Card>
        <Actions>
          <Button
            icon="check"
            locked={
              rien
                ? "Plus aucun apprenant n’attend de changer d’année."
                : erreurs.length > 0
                  ? "Reprenez d’abord les choix."
                  : undefined
            }
          >
            Passer à l’année suivante
          </Button>
          <LinkButton href={routes.adminAnnee.href({})} kind="quiet">
            Reprendre les choix
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
};

const venueText = ({ classe, suivent, redoublent }: PlanAnnee["cibles"][number]["venues"][number]) =>
  suivent > 0
    ? `${suivent} de ${classe}`
    : `${redoublent} de ${classe} (${redoublent > 1 ? "redoublent" : "redouble"})`;
