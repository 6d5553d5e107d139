import { shortDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import {
  type AttitudesDePeriode,
  enOrdreDesPeriodes,
  progresDesAttitudes,
} from "#tableau-de-bord/attitudes/rules.ts";
import { TendanceLue } from "#tableau-de-bord/chaleur.tsx";
import type { Lecture } from "#tableau-de-bord/lecture.ts";
import { Card } from "#ui/card.tsx";
import { Table } from "#ui/table.tsx";

/** Attitudes × periods, in the words of each bilan, then the trend (B-28). */
export const AttitudesCard = ({
  bilans,
  lecture,
}: {
  bilans: readonly AttitudesDePeriode[];
  lecture: Lecture;
}) => {
  const ordered = enOrdreDesPeriodes(bilans);
  return (
    <Card title="Attitudes professionnelles" flush>
      <Table
        caption="Attitudes professionnelles, une période après l’autre"
        hideCaption
        phone={ordered.length > 1 ? "scroll" : "cards"}
        columns={[
          { text: "Attitude" },
          ...(ordered.length > 1 ? [{ text: "Tendance" }] : []),
          ...ordered.map(({ dossier, periode, entreprise, au }) => ({
            label: `${periode}, au ${shortDate(au)}`,
            text: (
              <span class="attitudes-tete">
                {lecture.ouverts.has(dossier) ? (
                  <a class="heat-titre" href={routes.attitudes.href({ dossier })}>
                    {periode}
                  </a>
                ) : (
                  <b class="heat-titre">{periode}</b>
                )}
                <span>{`au ${shortDate(au)}`}</span>
                {entreprise ? <span>{entreprise}</span> : null}
              </span>
            ),
          })),
        ]}
        rows={progresDesAttitudes(ordered).map(({ intitule, degres, tendance }) => ({
          header: <span class="attitudes-nom">{intitule}</span>,
          cells: [
            ...(ordered.length > 1 ? [<TendanceLue tendance={tendance} />] : []),
            ...degres.map((degre) =>
              degre ? (
                <span class={degre.horsCalcul ? "meta" : undefined}>{degre.intitule}</span>
              ) : (
                <span class="meta">–</span>
              ),
            ),
          ],
        }))}
      />
      <p class="meta tableau-regle">
        {`Les bilans des attitudes ${lecture.tutoie ? "qui t’ont été transmis" : "transmis à l’apprenant"}, dans l’ordre des périodes. La tendance compare les deux derniers degrés\u00a0; « Non observé » ne compte pas.`}
      </p>
    </Card>
  );
};
