import { type FormState, textsOf } from "#kernel/form.ts";
import { type CompetencesOffertes, estProposee } from "#portfolio/activites/rules.ts";
import { CheckboxGroup } from "#ui/choices.tsx";

/**
 * The competences an activity has worked (B-01): those that its tasks propose say so, the learner ticks what is true.
 * With the script the proposals follow the tasks as they are ticked; without it, they are those of the last save.
 */
export const CompetencesField = ({
  form,
  competences,
}: {
  form: FormState;
  competences: CompetencesOffertes;
}) => {
  const cochees = textsOf(form, "taches");
  return (
    <p-competences>
      <CheckboxGroup
        form={form}
        name="competences"
        label="Compétences travaillées"
        hint={
          competences.indicative
            ? "Celles que tes tâches font travailler d’habitude sont proposées, à titre indicatif. Coche celles que tu as vraiment travaillées."
            : "Celles que tes tâches font travailler sont proposées. Coche celles que tu as vraiment travaillées."
        }
        choices={competences.liste.map((competence) => ({
          value: competence.code,
          text: (
            <>
              <b>{competence.code}</b> {competence.intitule}
              <span
                class="proposee"
                data-taches={competence.taches.join(" ")}
                hidden={!estProposee(competence, cochees)}
              >
                {" "}
                proposée
              </span>
            </>
          ),
        }))}
      />
    </p-competences>
  );
};
