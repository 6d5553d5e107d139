import { combienJamaisVenus } from "#etablissement/coupons/rules.ts";
import {
  type ApprenantDeClasse,
  type Classe,
  etatCompteText,
  niveauEtDiplome,
  statutText,
} from "#etablissement/rules.ts";
import type { Decision } from "#kernel/decision.ts";
import { type FormState, textsOf } from "#kernel/form.ts";
import { count, listName, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { Segmented } from "#ui/segmented.tsx";
import { Table } from "#ui/table.tsx";
import { Tick } from "#ui/tick.tsx";
import type { Screen } from "#web/act.ts";

type ListProps = { annee: number; annees: number[]; classes: Classe[]; screen: Screen };

export const ClassesLuesPage = ({ annee, annees, classes, screen }: ListProps) => {
  const { actor } = screen;
  const miennes = actor.role === "enseignant" ? classes.filter((one) => actor.classes.includes(one.id)) : [];
  const autres = classes.filter((one) => !miennes.includes(one));
  return (
    <Page frame={screen.frame} title="Classes" lead={`Année scolaire ${schoolYear(annee)}`}>
      <Stack>
        {annees.length > 1 ? (
          <Segmented
            label="Année scolaire"
            segments={annees.map((one) => ({
              href: routes.classes.href({}, { annee: one }),
              text: schoolYear(one),
              current: one === annee,
            }))}
          />
        ) : null}
        {classes.length === 0 ? (
          <Card>
            <Empty icon="users">
              Aucune classe en {schoolYear(annee)} pour l’instant : l’administrateur les crée en important la
              liste des élèves.
            </Empty>
          </Card>
        ) : null}
        <ListeClasses titre="Mes classes" classes={miennes} screen={screen} />
        <ListeClasses
          titre={miennes.length > 0 ? "Les autres classes" : "Classes de l’établissement"}
          classes={autres}
          screen={screen}
        />
      </Stack>
    </Page>
  );
};

const ListeClasses = ({ titre, classes, screen }: { titre: string; classes: Classe[]; screen: Screen }) =>
  classes.length === 0 ? null : (
    <Card title={titre} flush>
      <Rows label={titre}>
        {classes.map((classe) => (
          <RowItem
            title={classe.nom}
            href={routes.classe.href({ classe: classe.id })}
            detail={`${niveauEtDiplome(classe, screen.deps.referentiels)} · ${classe.enseignants.join(", ") || "aucun enseignant"}`}
            chips={<Chip kind="neutral">{count(classe.apprenants, "apprenant")}</Chip>}
          />
        ))}
      </Rows>
    </Card>
  );

type ClasseProps = {
  fiche: Classe;
  apprenants: ApprenantDeClasse[];
  screen: Screen;
  form: FormState;
  /** may this reader give codes here? */
  donner: Decision;
};

export const ClasseLuePage = ({ fiche, apprenants, screen, form, donner }: ClasseProps) => {
  const administre = screen.actor.role === "administrateur";
  const jamais = combienJamaisVenus(apprenants);
  const locked = donner.ok ? undefined : donner.message;
  return (
    <Page
      frame={screen.frame}
      title={fiche.nom}
      back={
        administre
          ? { href: routes.adminClasse.href({ classe: fiche.id }), text: `Classe ${fiche.nom}` }
          : { href: routes.classes.href({}, { annee: fiche.annee }), text: "Classes" }
      }
      lead={`${niveauEtDiplome(fiche, screen.deps.referentiels)}, ${schoolYear(fiche.annee)}, ${count(apprenants.length, "apprenant")}`}
      actions={
        screen.actor.role === "enseignant" ? (
          <>
            <LinkButton
              kind="secondary"
              icon="layout-grid"
              href={routes.classeCompetences.href({ classe: fiche.id })}
            >
              Compétences de la classe
            </LinkButton>
            <LinkButton kind="secondary" icon="school" href={routes.lslPro.href({ classe: fiche.id })}>
              LSL Pro
            </LinkButton>
          </>
        ) : undefined
      }
    >
      {apprenants.length === 0 ? (
        <Card>
          <Empty icon="users">Aucun apprenant dans cette classe pour l’instant.</Empty>
        </Card>
      ) : (
        <Form
          action={routes.coupons.href({ classe: fiche.id })}
          keys={screen.frame.keys}
          form={form}
          label="Codes d’accès"
        >
          <Card title="Codes d’accès">
            <p>
              Chaque apprenant entre avec son identifiant et un code à usage unique, puis choisit son mot de
              passe. Un nouveau code remplace le mot de passe ou le code précédent.
            </p>
            <Actions>
              <Button
                icon="printer"
                name="qui"
                value="jamais-venus"
                locked={locked ?? (jamais === 0 ? "Tous les apprenants sont déjà venus." : undefined)}
              >
                {`Imprimer les coupons de ceux qui ne sont jamais venus (${jamais})`}
              </Button>
              {locked ? null : (
                <Button icon="printer" kind="secondary" name="qui" value="coches">
                  Imprimer les coupons des apprenants cochés
                </Button>
              )}
            </Actions>
          </Card>
          <Card flush id="champ-apprenants">
            <Table
              caption="Apprenants de la classe"
              hideCaption
              columns={[
                { text: "Apprenant" },
                { text: "Statut" },
                { text: "Identifiant" },
                { text: "Code d’accès" },
                ...(locked
                  ? []
                  : [
                      { text: "Cocher", centered: true },
                      { text: "Nouveau code", hidden: true },
                    ]),
              ]}
              rows={apprenants.map((apprenant) => ({
                header: listName(apprenant),
                cells: [
                  statutText[apprenant.statut],
                  apprenant.compte.login ?? "",
                  <CodeChip apprenant={apprenant} screen={screen} />,
                  ...(locked
                    ? []
                    : [
                        <Tick
                          name="apprenants"
                          value={apprenant.id}
                          checked={textsOf(form, "apprenants").includes(apprenant.id)}
                          label={`Cocher ${listName(apprenant)}`}
                        />,
                        <Button
                          kind="quiet"
                          icon="key-round"
                          formaction={routes.coupon.href({ apprenant: apprenant.id })}
                          about={`pour ${listName(apprenant)}`}
                        >
                          Nouveau code
                        </Button>,
                      ]),
                ],
              }))}
            />
          </Card>
        </Form>
      )}
    </Page>
  );
};

const CodeChip = ({ apprenant, screen }: { apprenant: ApprenantDeClasse; screen: Screen }) => {
  const kind = { active: "success", "code-remis": "neutral", "sans-code": "todo" } as const;
  return (
    <Chip kind={kind[apprenant.compte.etat]}>
      {etatCompteText(apprenant.compte, screen.actor.etablissement.fuseau)}
    </Chip>
  );
};
