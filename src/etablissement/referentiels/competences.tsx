import { Libelle } from "#etablissement/referentiels/sections.tsx";
import { count } from "#kernel/french.ts";
import type { Competence, Referentiel } from "#referentiel/types.ts";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Fold } from "#ui/layout.tsx";

/** The criteria of a competence, with what they are made of. */
const Details = ({ competence }: { competence: Competence }) =>
  competence.details.length === 0 ? (
    <p>Évaluation détaillée : critères non trouvés.</p>
  ) : (
    <ul class="puces">
      {competence.details.map(({ intitule, sousElements }) => (
        <li>
          {intitule}
          {sousElements.length > 0 ? (
            <ul class="puces">
              {sousElements.map((text) => (
                <li>{text}</li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  );

const Une = ({ competence }: { competence: Competence }) => (
  <Fold
    summary={
      <>
        <b>{competence.code}</b> <Libelle {...competence} />
        {competence.mobilisee ? null : (
          <>
            {" "}
            <Chip kind="neutral">non mobilisée à ce niveau</Chip>
          </>
        )}
      </>
    }
  >
    {competence.enMotsSimples ? (
      <p>
        En mots simples{"\u00a0"}: {competence.enMotsSimples}
      </p>
    ) : null}
    <Details competence={competence} />
  </Fold>
);

/** The competences under their groups, with their criteria; those not worked at this level are said so. */
export const Competences = ({ referentiel }: { referentiel: Referentiel }) => {
  const { competences, groupes } = referentiel;
  const sansGroupe = competences.filter(
    ({ groupe }) => groupe === null || !groupes.some(({ code }) => code === groupe),
  );
  const details = competences.reduce((n, competence) => n + competence.details.length, 0);
  return (
    <Card
      title="Compétences"
      meta={`${count(competences.length, "compétence")}, ${details > 0 ? count(details, "critère") : "critères non trouvés"}`}
    >
      {groupes.map((groupe) => (
        <>
          <h3>
            {groupe.code} <Libelle {...groupe} />
          </h3>
          {competences
            .filter((competence) => competence.groupe === groupe.code)
            .map((competence) => (
              <Une competence={competence} />
            ))}
        </>
      ))}
      {sansGroupe.map((competence) => (
        <Une competence={competence} />
      ))}
    </Card>
  );
};
