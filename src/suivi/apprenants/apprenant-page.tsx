import { avancement } from "#dossiers/rules/avancement.ts";
import { documentsDuDossier, estOuvert } from "#dossiers/rules/documents.ts";
import { constats, type EtatDossier, lieuEnMots } from "#dossiers/rules/etat.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { count, dateRange, fullName, longDate } from "#kernel/french.ts";
import { statutDe } from "#referentiel/rules.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import type { ApprenantLu, BilanIntermediaireLu } from "#suivi/apprenants/store.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type Props = {
  frame: Frame;
  actor: Actor;
  today: CivilDate;
  referentiels: Referentiels;
  apprenant: ApprenantLu;
  etats: readonly EtatDossier[];
  bilans: readonly BilanIntermediaireLu[];
};

/** One period of the learner: where it stands, its documents. */
const Periode = ({
  etat,
  actor,
  today,
  referentiels,
}: Omit<Props, "etats" | "bilans"> & { etat: EtatDossier }) => {
  const { periode } = etat;
  const statut = statutDe(referentielDe(referentiels, periode) ?? { statutsPeriode: [] }, periode.statut);
  return (
    <Card title={periode.nom} meta={lieuEnMots(etat)}>
      <p class="meta">
        {statut.intitule} · {etat.classe.nom} · {dateRange(periode.du, periode.au)} ·{" "}
        <b>{avancement(periode.du, periode.au, today).texte}</b>
      </p>
      <Chips>
        {constats(etat, statut, today).map(({ objet, texte, nature }) => (
          <Chip kind={nature} label={objet}>
            {texte}
          </Chip>
        ))}
      </Chips>
      <ul class="documents documents-larges">
        <li>
          <a href={routes.dossier.href({ dossier: etat.dossier })}>Ouvrir le dossier</a>
        </li>
        {documentsDuDossier(etat, statut, actor)
          .filter(({ code }) => code !== "tableau-de-bord")
          .map((document) => (
            <li>
              {estOuvert(document) ? (
                <a href={document.href} download={document.fichier}>
                  {document.texte}
                </a>
              ) : (
                <span class="document-ferme">
                  {document.nom}
                  <span class="meta">{document.raison}</span>
                </span>
              )}
            </li>
          ))}
      </ul>
    </Card>
  );
};

/** One learner: all his periods, the latest first, all their documents; his bilans intermédiaires. */
export const ApprenantPage = (props: Props) => {
  const { frame, apprenant, etats, bilans } = props;
  return (
    <Page
      frame={frame}
      title={fullName(apprenant)}
      lead={[
        apprenant.classe ?? "n’est plus inscrit dans l’établissement",
        ...(apprenant.statut ? [apprenant.statut === "apprenti" ? "apprenti" : "statut scolaire"] : []),
        count(etats.length, "période"),
      ].join(" · ")}
      back={{ href: routes.apprenants.href({}), text: "Vue par apprenants" }}
      actions={
        <LinkButton href={routes.tableauDeBord.href({ apprenant: apprenant.id })} icon="chart-line">
          Consulter le tableau de bord
        </LinkButton>
      }
    >
      <Stack>
        {etats.map((etat) => (
          <Periode {...props} etat={etat} />
        ))}
        {etats.length === 0 ? (
          <Card>
            <Empty icon="calendar-days">
              Aucune période pour cet apprenant. On l’ajoute dans « Choix des apprenants » d’une période.
            </Empty>
          </Card>
        ) : null}
        <Card title="Bilans intermédiaires de compétences" flush>
          {bilans.length > 0 ? (
            <Rows label="Bilans intermédiaires">
              {bilans.map((bilan) => (
                <RowItem
                  title={`Bilan intermédiaire du ${longDate(bilan.date)}`}
                  detail={[`Par ${bilan.auteur}`, bilan.commentaire].filter(Boolean).join(" · ")}
                />
              ))}
            </Rows>
          ) : (
            <Empty
              icon="clipboard-check"
              action={
                <LinkButton href={routes.bilansIntermediaires.href({})}>
                  Faire un bilan intermédiaire
                </LinkButton>
              }
            >
              Aucun bilan intermédiaire pour cet apprenant.
            </Empty>
          )}
        </Card>
      </Stack>
    </Page>
  );
};
