import { type PeriodeEmise, peutSuivre } from "#annexes/rules/portee.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { count, dateRange } from "#kernel/french.ts";
import { Card } from "#ui/card.tsx";
import { CheckboxGroup, RadioGroup } from "#ui/choices.tsx";
import { Notice } from "#ui/notice.tsx";

/** « 30 fiches de liaison, dont 2 individualisées » */
const fichesEnMots = ({ fiches, individualisees }: Pick<PeriodeEmise, "fiches" | "individualisees">) => {
  const total =
    fiches > 1 ? count(fiches, "fiche de liaison", "fiches de liaison") : count(fiches, "fiche de liaison");
  return individualisees > 0 ? `${total}, dont ${count(individualisees, "individualisée")}` : total;
};

/** Ticked before anybody touches it: the periods that can follow. */
export const periodesProposees = (emises: readonly PeriodeEmise[], today: CivilDate): string[] =>
  emises.filter((periode) => peutSuivre(periode, today).ok).map((periode) => periode.id);

type ChampsPorteeProps = { form: FormState; emises: readonly PeriodeEmise[]; today: CivilDate };

/** An annexe in use says what its change touches, and asks; nothing when no issued period can follow. */
export const ChampsPortee = ({ form, emises, today }: ChampsPorteeProps) => {
  const running = emises.filter((periode) => periode.au >= today);
  if (running.length === 0) return null;
  const open = running.filter((periode) => peutSuivre(periode, today).ok);
  const sum = (of: (periode: PeriodeEmise) => number) => running.reduce((n, periode) => n + of(periode), 0);
  const portee = { ...form, values: { ...form.values, portee: textOf(form, "portee") || "prochaines" } };
  return (
    <Card title="Ce que ce changement touche" id="portee">
      <Notice kind="warning" title="Cette annexe sert déjà">
        {`${count(running.length, "période émise non terminée", "périodes émises non terminées")} : ${fichesEnMots(
          {
            fiches: sum((periode) => periode.fiches),
            individualisees: sum((periode) => periode.individualisees),
          },
        )}. Une fiche individualisée n’est jamais réécrite.`}
      </Notice>
      <RadioGroup
        form={portee}
        name="portee"
        label="Ce changement vaut pour"
        choices={[
          {
            value: "prochaines",
            text: "Seulement les prochaines périodes",
            hint: "Les périodes déjà émises ne changent pas.",
          },
          {
            value: "emises",
            text: "Aussi les périodes émises non terminées",
            hint: "Les périodes cochées reprennent les objectifs, les activités et les conditions de l’annexe.",
            ...(open.length === 0 ? { locked: "Aucune de ces périodes n’est modifiable." } : {}),
          },
        ]}
      />
      <CheckboxGroup
        form={form}
        name="periodes"
        label="Périodes émises à mettre à jour"
        choices={running.map((periode) => {
          const decision = peutSuivre(periode, today);
          return {
            value: periode.id,
            text: `${periode.nom}, ${dateRange(periode.du, periode.au)}`,
            hint: periode.differe
              ? `${fichesEnMots(periode)}. Cette période a été modifiée depuis son émission : ses changements seraient remplacés.`
              : fichesEnMots(periode),
            ...(decision.ok ? {} : { locked: decision.message, hint: undefined }),
          };
        })}
      />
    </Card>
  );
};
