import type { EtatEtablissement } from "#etablissement/accueil/store.ts";
import { tachesDe } from "#etablissement/accueil/taches.ts";
import { schoolYearOf } from "#kernel/civil-date.ts";
import { schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import { Columns, Line, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import type { Screen } from "#web/act.ts";

type Tuile = { href: string; icon: IconName; nombre: number; mot: string };

const tuiles = (etat: EtatEtablissement): Tuile[] => [
  { href: routes.adminClasses.href({}), icon: "school", nombre: etat.classes, mot: "classe" },
  { href: routes.adminApprenants.href({}), icon: "users", nombre: etat.apprenants, mot: "apprenant" },
  { href: routes.enseignants.href({}), icon: "graduation-cap", nombre: etat.enseignants, mot: "enseignant" },
  { href: routes.maitres.href({}), icon: "building-2", nombre: etat.maitres, mot: "maître" },
];

/** The screens that no list of people leads to. */
const parcours = (screen: Screen): { href: string; icon: IconName; titre: string; detail: string }[] => [
  {
    href: routes.adminAnnee.href({}),
    icon: "calendar-plus",
    titre: `Passer à l’année ${schoolYear(schoolYearOf(screen.today) + 1)}`,
    detail: "Chaque classe monte d’un niveau ; redoublements et départs se cochent.",
  },
  {
    href: routes.enseignantsImport.href({}),
    icon: "upload",
    titre: "Importer des enseignants",
    detail: "Un CSV : nom, prénom, courriel, classes.",
  },
  {
    href: routes.adminReferentiels.href({}),
    icon: "list-checks",
    titre: "Référentiels",
    detail: "Compétences, tâches, échelles et attitudes de vos diplômes.",
  },
  {
    href: `${routes.adminEtablissement.href({})}#reglages`,
    icon: "settings",
    titre: "Réglages",
    detail: "Durées de conservation, signataires, documents des apprentis.",
  },
];

export const AdministrationPage = ({ etat, screen }: { etat: EtatEtablissement; screen: Screen }) => {
  const taches = tachesDe(etat, screen.today);
  return (
    <Page
      frame={screen.frame}
      title={etat.nom}
      lead={`Administration de l’établissement, année scolaire ${schoolYear(schoolYearOf(screen.today))}`}
      actions={
        <LinkButton href={routes.imports.href({})} kind="primary" icon="upload">
          Importer
        </LinkButton>
      }
    >
      <Stack>
        <ul class="tuiles">
          {tuiles(etat).map(({ href, icon, nombre, mot }) => (
            <li>
              <a class="tuile" href={href}>
                <Icon name={icon} />
                <span>
                  <b>{nombre}</b> {nombre > 1 ? `${mot}s` : mot}
                </span>
              </a>
            </li>
          ))}
        </ul>
        <Columns
          sideLabel="Établissement"
          side={
            <Card title="Établissement" id="etablissement">
              <Definitions
                rows={[
                  { term: "UAI", value: etat.uai },
                  {
                    term: "Adresse",
                    value: [etat.adresse, `${etat.codePostal} ${etat.ville}`.trim()]
                      .filter(Boolean)
                      .join("\n"),
                  },
                  { term: "Chef d’établissement", value: etat.chef },
                ]}
              />
              <Line>
                <LinkButton href={routes.adminEtablissement.href({})} icon="pencil">
                  Modifier l’établissement
                </LinkButton>
              </Line>
            </Card>
          }
        >
          <Card title="À faire" tone={taches.length > 0 ? "you" : undefined}>
            {taches.length === 0 ? (
              <Notice kind="success">
                Tout est en place : chaque classe a ses enseignants, chaque apprenti son maître
                d’apprentissage.
              </Notice>
            ) : (
              <ul class="a-faire">
                {taches.map(({ texte, href, action }) => (
                  <li>
                    <p>{texte}</p>
                    <LinkButton href={href}>{action}</LinkButton>
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <Card title="Au fil de l’année" flush>
            <Rows label="Au fil de l’année">
              {parcours(screen).map(({ href, icon, titre, detail }) => (
                <RowItem mark={<Icon name={icon} />} title={titre} href={href} detail={detail} />
              ))}
            </Rows>
          </Card>
          <Card title="Codes d’accès des apprenants">
            <p>
              Les apprenants entrent avec un identifiant (prénom.nom) et un code imprimé sur un coupon. Chaque
              enseignant imprime ceux de ses classes ; vous pouvez le faire pour toutes, depuis la page d’une
              classe.
            </p>
            <Line>
              <LinkButton href={routes.adminClasses.href({})} icon="printer">
                Choisir une classe
              </LinkButton>
            </Line>
          </Card>
        </Columns>
      </Stack>
    </Page>
  );
};
