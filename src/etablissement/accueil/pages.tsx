import type { Child } from "hono/jsx";
import type { EtatEtablissement } from "#etablissement/accueil/store.ts";
import { schoolYearOf } from "#kernel/civil-date.ts";
import { count, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import { Columns, Line, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";
import type { Screen } from "#web/act.ts";

type Tuile = { href: string; icon: IconName; nombre: number; mot: string };

const tuiles = (etat: EtatEtablissement): Tuile[] => [
  { href: routes.adminClasses.href({}), icon: "school", nombre: etat.classes, mot: "classe" },
  { href: routes.adminClasses.href({}), icon: "users", nombre: etat.apprenants, mot: "apprenant" },
  { href: routes.enseignants.href({}), icon: "graduation-cap", nombre: etat.enseignants, mot: "enseignant" },
  { href: routes.maitres.href({}), icon: "building-2", nombre: etat.maitres, mot: "maître" },
];

type Tache = { texte: Child; href: string; action: string };

/** What remains to be done before the teachers can work, in the order in which it is done. */
function tachesDe(etat: EtatEtablissement): Tache[] {
  const taches: Tache[] = [];
  if (etat.apprenants === 0)
    taches.push({
      texte: "Importez la liste des élèves : les classes et les identifiants sont créés avec elle.",
      href: routes.imports.href({}),
      action: "Importer la liste des élèves",
    });
  if (etat.importsEnAttente > 0)
    taches.push({
      texte: `${count(etat.importsEnAttente, "liste")} lue${etat.importsEnAttente > 1 ? "s" : ""} et pas encore appliquée${etat.importsEnAttente > 1 ? "s" : ""}.`,
      href: routes.imports.href({}),
      action: "Voir les imports",
    });
  const sans = etat.classesSansEnseignant;
  if (sans.length > 0)
    taches.push({
      texte: `${count(sans.length, "classe")} sans enseignant : ${sans.slice(0, 6).join(", ")}${sans.length > 6 ? "…" : ""}.`,
      href: routes.enseignants.href({}),
      action: "Rattacher des enseignants",
    });
  if (etat.apprentisSansMaitre > 0)
    taches.push({
      texte: `${count(etat.apprentisSansMaitre, "apprenti")} sans maître d’apprentissage.`,
      href: routes.maitres.href({}),
      action: "Créer un maître d’apprentissage",
    });
  return taches;
}

export const AdministrationPage = ({ etat, screen }: { etat: EtatEtablissement; screen: Screen }) => {
  const taches = tachesDe(etat);
  return (
    <Page
      frame={screen.frame}
      title={etat.nom}
      lead={`Administration de l’établissement, année scolaire ${schoolYear(schoolYearOf(screen.today))}`}
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
            <Card title="Établissement">
              <Definitions
                rows={[
                  { term: "UAI", value: etat.uai },
                  {
                    term: "Adresse",
                    value: [etat.adresse, `${etat.codePostal} ${etat.ville}`.trim()]
                      .filter(Boolean)
                      .join("\n"),
                  },
                ]}
              />
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
          <Card title="Référentiels et échelles">
            <p>
              Les diplômes, leurs compétences, les niveaux de réussite, les attitudes et les statuts de
              période. Un fichier corrigé est contrôlé avant d’être utilisé.
            </p>
            <Line>
              <LinkButton href={routes.adminReferentiels.href({})} icon="list-checks">
                Voir les référentiels
              </LinkButton>
            </Line>
          </Card>
        </Columns>
      </Stack>
    </Page>
  );
};
