import { avancement } from "#dossiers/rules/avancement.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullDateRange, listName } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { OUBLIER, RETOUR } from "#suivi/filtres.ts";
import {
  type DemandeSuivi,
  type FiltreSuivi,
  filtres,
  motsSuivi,
  parametresSuivi,
  type TriSuivi,
  tris,
} from "#suivi/matrice/demande.ts";
import { type Case, etapesDe, type LigneSuivi, ordonner, titres } from "#suivi/matrice/rules.ts";
import { Relances } from "#suivi/relances.tsx";
import { aRelancer } from "#suivi/rules.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { KeyFields } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import { Line } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { FiltersForm, SegmentedForm } from "#ui/segmented.tsx";
import { Table } from "#ui/table.tsx";

type Nature = NonNullable<Case>["nature"];

const signes: Record<Nature, { icon: IconName; sens: string }> = {
  retard: { icon: "clock", sens: "en retard" },
  attention: { icon: "triangle-alert", sens: "à regarder" },
  "a-faire": { icon: "circle-dashed", sens: "à venir" },
  "en-cours": { icon: "pencil", sens: "en cours" },
  fait: { icon: "check", sens: "fait" },
};

/** Words and an icon; the colour only supports. What is late says so aloud too. */
const Etat = ({ etat }: { etat: Case }) =>
  etat ? (
    <a class={`etape etape-${etat.nature}`} href={etat.href} download={etat.fichier} title={etat.texte}>
      <Icon name={signes[etat.nature].icon} />
      {etat.court ? (
        <span class="etape-court" aria-hidden="true">
          {etat.court}
        </span>
      ) : null}
      <span class="sr-only">
        {etat.texte}
        {etat.nature === "retard" ? ", en retard" : ""}
      </span>
    </a>
  ) : (
    <span class="etape">
      <span aria-hidden="true">–</span>
      <span class="sr-only">sans objet</span>
    </span>
  );

const Legende = () => (
  <ul class="etapes-legende" aria-label="Légende">
    {(Object.keys(signes) as Nature[]).map((nature) => (
      <li class={`etape etape-${nature}`}>
        <Icon name={signes[nature].icon} />
        <span>{signes[nature].sens}</span>
      </li>
    ))}
  </ul>
);

type SuiviProps = {
  frame: Frame;
  periode: { id: string; nom: string; du: CivilDate; au: CivilDate };
  statut: StatutPeriode;
  /** in the order of names */
  lignes: readonly LigneSuivi[];
  demande: DemandeSuivi;
  /** it comes from what the person kept, not from the address */
  retenu: boolean;
  today: CivilDate;
};

const Matrice = ({ statut, lignes, nom }: Pick<SuiviProps, "statut" | "lignes"> & { nom: string }) => {
  const classes = new Set(lignes.map(({ etat }) => etat.classe.id)).size;
  const etapes = etapesDe(statut);
  return (
    <Table
      caption={`Suivi de ${nom}`}
      hideCaption
      phone="scroll"
      columns={[
        { text: "Apprenant" },
        { text: "Retards", numeric: true },
        ...etapes.map((etape) => ({ text: titres[etape] })),
      ]}
      rows={lignes.map(({ etat, cases, retards }) => ({
        header: (
          <>
            <a href={routes.dossier.href({ dossier: etat.dossier })}>{listName(etat.apprenant)}</a>
            {classes > 1 ? <span class="meta"> {etat.classe.nom}</span> : null}
          </>
        ),
        cells: [
          retards.length > 0 ? <b>{retards.length}</b> : <span class="meta">0</span>,
          ...etapes.map((etape) => <Etat etat={cases.get(etape) ?? null} />),
        ],
      }))}
    />
  );
};

/** The follow-up of a period: where each learner stands, late ones first, each cell leads to where it is done. */
export const SuiviPage = ({ frame, periode, statut, lignes, demande, retenu, today }: SuiviProps) => {
  const params = { periode: periode.id };
  const keys = { ...frame.keys, key: "" };
  const posted = {
    action: routes.suivi.href(params),
    keys,
    keep: { [RETOUR]: String(new URLSearchParams(parametresSuivi(demande))) },
  };
  const shown = ordonner(lignes, demande);
  const relances = aRelancer(
    lignes.map(({ etat }) => etat),
    statut,
    today,
  );
  return (
    <Page
      frame={frame}
      wide
      title={`Suivi de ${periode.nom}`}
      lead={
        <>
          {statut.intitule} · {fullDateRange(periode.du, periode.au)} ·{" "}
          <b>{avancement(periode.du, periode.au, today).texte}</b>
        </>
      }
      back={{ href: routes.periodes.href({}, { periode: periode.id }), text: "Vue par périodes" }}
      actions={
        lignes.length > 0 ? (
          <>
            <LinkButton href={routes.periodeATerminer.href(params)} icon="list-checks">
              À terminer
            </LinkButton>
            <LinkButton href={routes.suiviXlsx.href(params)} icon="file-down" download>
              Exporter en XLSX
            </LinkButton>
            <LinkButton href={routes.suiviCsv.href(params)} icon="file-down" download>
              Exporter en CSV
            </LinkButton>
          </>
        ) : undefined
      }
    >
      <Card flush>
        {lignes.length > 0 ? (
          <div class="suivi-tete">
            <Line spread>
              <Line>
                <FiltersForm
                  {...posted}
                  label="Filtrer les apprenants"
                  name="filtre"
                  choices={(Object.keys(filtres) as FiltreSuivi[]).map((filtre) => ({
                    value: filtre,
                    text: filtres[filtre],
                    count: ordonner(lignes, { ...demande, filtre }).length,
                    current: filtre === demande.filtre,
                  }))}
                />
                <SegmentedForm
                  {...posted}
                  label="Trier les apprenants"
                  name="tri"
                  choices={(Object.keys(tris) as TriSuivi[]).map((tri) => ({
                    value: tri,
                    text: tris[tri],
                    current: tri === demande.tri,
                  }))}
                />
              </Line>
              <Legende />
            </Line>
            {retenu && motsSuivi(demande).length > 0 ? (
              <form method="post" action={posted.action} class="filtres-retenus">
                <KeyFields keys={keys} />
                <p class="meta">{`Vos filtres, retenus de la dernière fois : ${motsSuivi(demande).join(" · ")}.`}</p>
                <button type="submit" class="link-button" name={OUBLIER} value="oui">
                  Oublier les filtres
                </button>
              </form>
            ) : null}
            {relances.length > 0 ? (
              <Line>
                <Relances periode={periode.id} steps={relances} />
              </Line>
            ) : null}
          </div>
        ) : null}
        {shown.length > 0 ? (
          <div class="suivi-matrice">
            <Matrice statut={statut} lignes={shown} nom={periode.nom} />
          </div>
        ) : lignes.length > 0 ? (
          <Empty
            icon="circle-check"
            action={
              <LinkButton href={routes.suivi.href(params, { tri: demande.tri, filtre: "tous" })}>
                Voir tous les apprenants
              </LinkButton>
            }
          >
            Personne n’est en retard.
          </Empty>
        ) : (
          <Empty icon="users">Aucun apprenant dans cette période.</Empty>
        )}
      </Card>
    </Page>
  );
};
