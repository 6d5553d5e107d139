import { type Dessin, Section } from "#bilans/rencontre/etape.tsx";
import type { Point } from "#bilans/rencontre/points.ts";
import { count } from "#kernel/french.ts";
import { estCetteSemaine } from "#portfolio/semaines/rules.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import { Fold, Line } from "#ui/layout.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

const photosText = (n: number) => (n > 0 ? count(n, "photo") : null);
const joined = (parts: readonly (string | null)[]) => parts.filter(Boolean).join(" · ");

/** Step 1: what he tells, in the order one speaks of it: weeks, activities, tasks. */
export const CeQuIlAFait = ({ dessin }: { dessin: Dessin }) => {
  const { recit, dossier, apprenant, today } = dessin.vue;
  const commencees = recit.semaines.filter(({ aVenir, racontee }) => racontee || !aVenir);
  return (
    <Section dessin={dessin} code="fait">
      <Card title="Ses semaines" level={3} flush>
        {commencees.length === 0 ? (
          <Empty icon="calendar-days">La période n’a pas commencé.</Empty>
        ) : (
          <Rows label="Semaines">
            {commencees.map(({ lundi, numero, dates, racontee, extrait, photos }) => (
              <RowItem
                title={`Semaine ${numero}, ${dates}`}
                href={routes.semaine.href({ dossier, lundi })}
                detail={joined([
                  racontee
                    ? extrait
                    : estCetteSemaine(lundi, today)
                      ? "En cours, pas encore racontée."
                      : "Rien n’est raconté.",
                  photosText(photos),
                ])}
              />
            ))}
          </Rows>
        )}
      </Card>
      <Card title="Ses activités" level={3} flush>
        {recit.activites.length === 0 ? (
          <Empty icon="wrench">Aucune activité décrite.</Empty>
        ) : (
          <Rows label="Activités">
            {recit.activites.map(({ id, titre, photos, competences }) => (
              <RowItem
                title={titre}
                href={routes.activite.href({ dossier, activite: id })}
                detail={joined([photosText(photos), competences.join(", ")]) || null}
              />
            ))}
          </Rows>
        )}
      </Card>
      {recit.taches.length > 0 ? (
        <Card title="Tâches cochées dans le portfolio" level={3}>
          <ul class="rencontre-taches">
            {recit.taches.map(({ code, intitule, fois, prevue }) => (
              <li>
                <b>{code}</b> {intitule}{" "}
                <span class="meta">
                  {joined([fois > 1 ? `${fois} fois` : null, prevue ? null : "pas prévue dans la fiche"])}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <Line>
        <LinkButton href={routes.portfolioEntier.href({ dossier })} icon="notebook-pen">
          Tout le portfolio sur une page
        </LinkButton>
        <LinkButton
          href={routes.tableauDeBord.href({ apprenant: apprenant.id })}
          icon="chart-line"
          kind="quiet"
        >
          Tableau de bord
        </LinkButton>
      </Line>
    </Section>
  );
};

const icones: Record<Point["objet"], IconName> = {
  fiche: "file-text",
  semaine: "calendar-days",
  activites: "wrench",
  conseil: "message-square",
  attitudes: "user-check",
};

/** How many are shown before the fold. */
const MONTRES = 6;

const Points = ({ points }: { points: readonly Point[] }) => (
  <Rows label="Points ouverts">
    {points.map(({ objet, texte, href }) => (
      <RowItem
        mark={
          <span class="dossier-icon">
            <Icon name={icones[objet]} />
          </span>
        }
        title={texte}
        href={href}
      />
    ))}
  </Rows>
);

/** Step 2: what waits for a word on the spot. */
export const PointsOuverts = ({ dessin }: { dessin: Dessin }) => {
  const { points } = dessin.vue;
  return (
    <Section dessin={dessin} code="points">
      <Card flush>
        {points.length === 0 ? (
          <Empty icon="circle-check">Rien d’ouvert : tout est raconté, lu et suivi.</Empty>
        ) : (
          <Points points={points.slice(0, MONTRES)} />
        )}
        {points.length > MONTRES ? (
          <Fold summary={`Voir les ${points.length - MONTRES} autres`}>
            <Points points={points.slice(MONTRES)} />
          </Fold>
        ) : null}
      </Card>
    </Section>
  );
};
