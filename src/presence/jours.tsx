import { dureeEnTexte } from "#annexes/rules/horaires.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { GESTE } from "#kernel/form-input.ts";
import { dayMonth, shortDay, weekDay } from "#kernel/french.ts";
import { champJour, gesteSemaine } from "#presence/form.ts";
import { heuresFaites, joursEnMots, nombre, noteEnMots, PRESENT } from "#presence/rules/mots.ts";
import { decompte, type JourPrevu, notesPossibles, type Semaine, semainesDe } from "#presence/rules.ts";
import type { Presence } from "#presence/store.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { DefaultSubmit, fieldId } from "#ui/form.tsx";
import { Table } from "#ui/table.tsx";

const debut = ({ lundi }: Semaine) => `Semaine du ${dayMonth(lundi)}`;

const Jour = ({ prevu, form }: { prevu: JourPrevu; form: FormState }) => {
  const name = champJour(prevu.jour);
  const chosen = textOf(form, name);
  const error = form.errors[name];
  return (
    <div class="presence-jour">
      <label for={fieldId(name)}>
        <span aria-hidden="true">{shortDay(prevu.jour)}</span>
        <span class="sr-only">{weekDay(prevu.jour)}</span>
      </label>
      <select
        class="input select"
        name={name}
        id={fieldId(name)}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? `${fieldId(name)}-erreur` : undefined}
      >
        <option value="" selected={chosen === ""}>
          {PRESENT}
        </option>
        {notesPossibles(prevu).map((note) => (
          <option value={note} selected={note === chosen}>
            {noteEnMots(note)}
          </option>
        ))}
      </select>
      {error ? (
        <p class="field-error" id={`${fieldId(name)}-erreur`}>
          {error}
        </p>
      ) : null}
    </div>
  );
};

/** The days to note, week by week: present unless somebody says otherwise. */
export const JoursEcrits = ({ presence, form }: { presence: Presence; form: FormState }) => (
  <>
    <DefaultSubmit />
    {semainesDe(presence.jours).map((semaine) => {
      const { minutes } = decompte(semaine.jours, new Map());
      const off = semaine.jours.every(({ jour }) => textOf(form, champJour(jour)) === "non-travaille");
      return (
        <fieldset class="presence-semaine">
          <legend>
            {debut(semaine)}
            <span class="meta">
              {` ${joursEnMots(semaine.jours.length)}${minutes ? `, ${dureeEnTexte(minutes.prevues)}` : ""}`}
            </span>
          </legend>
          <div class="presence-jours">
            {semaine.jours.map((prevu) => (
              <Jour prevu={prevu} form={form} />
            ))}
          </div>
          <Button kind="quiet" name={GESTE} value={gesteSemaine(semaine.lundi)} about={debut(semaine)}>
            {off ? "Semaine travaillée" : "Semaine non travaillée"}
          </Button>
        </fieldset>
      );
    })}
  </>
);

/** The same, read: each week with what was noted. */
export const JoursLus = ({ presence: { jours, notes } }: { presence: Presence }) => (
  <Card title="Semaines" flush>
    <Table
      caption="Présence par semaine"
      hideCaption
      columns={[
        { text: "Semaine" },
        { text: "Noté" },
        { text: "Jours faits", numeric: true },
        { text: "Heures faites", numeric: true },
      ]}
      rows={semainesDe(jours).map((semaine) => {
        const compte = decompte(semaine.jours, notes);
        const noted = semaine.jours.flatMap(({ jour }) => {
          const note = notes.get(jour);
          return note ? [`${shortDay(jour)} : ${noteEnMots(note).toLocaleLowerCase("fr")}`] : [];
        });
        return {
          header: `Du ${dayMonth(semaine.lundi)}`,
          cells: [
            noted.length > 0 ? noted.join(" ; ") : <span class="meta">rien</span>,
            `${nombre(compte.faits)} sur ${nombre(compte.prevus)}`,
            heuresFaites(compte) || "–",
          ],
        };
      })}
    />
  </Card>
);
