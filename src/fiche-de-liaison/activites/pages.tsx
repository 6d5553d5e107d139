import { FichePage } from "#fiche-de-liaison/fiche-page.tsx";
import { RevenirALAnnexe } from "#fiche-de-liaison/individualisation.tsx";
import type { FaitsFiche } from "#fiche-de-liaison/store.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { libelleTache, tachesDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { ConflictNotice } from "#ui/conflict.tsx";
import { Empty } from "#ui/empty.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { GroupedChoices } from "#ui/grouped-choices.tsx";
import type { Frame } from "#ui/page.tsx";

type Props = {
  faits: FaitsFiche;
  referentiel: Referentiel;
  actor: Actor;
  frame: Frame;
  today: CivilDate;
  form: FormState;
  modifier: Decision;
};

type Groupe = { code: string; intitule: string; taches: { code: string; intitule: string }[] };

/** The tasks under their activity; those of an older version, still kept, come last. */
function groupesDe(referentiel: Referentiel, gardees: readonly string[]): Groupe[] {
  const toutes = tachesDe(referentiel);
  const connues = new Set(toutes.map((tache) => tache.code));
  const anciennes = gardees.filter((code) => !connues.has(code)).map((code) => ({ code, intitule: code }));
  return [
    ...referentiel.activites.map(({ code, intitule }) => ({
      code,
      intitule,
      taches: toutes.filter((tache) => tache.activite === code),
    })),
    { code: "anciennes", intitule: "Tâches d’une version antérieure", taches: anciennes },
  ].filter((groupe) => groupe.taches.length > 0);
}

const Tache = ({ code, intitule }: { code: string; intitule: string }) => (
  <>
    <b>{code}</b> {intitule === code ? null : intitule}
  </>
);

export const ActivitesPage = ({ faits, referentiel, actor, frame, today, form, modifier }: Props) => {
  const groupes = groupesDe(referentiel, faits.fiche.taches);
  const gardees = new Set(faits.fiche.taches);
  return (
    <FichePage faits={faits} actor={actor} frame={frame} today={today} onglet="activites">
      {form.conflict && !modifier.ok ? <ConflictNotice conflict={form.conflict} /> : null}
      {modifier.ok ? (
        <>
          <Form
            action={routes.ficheActivites.href({ dossier: faits.dossier })}
            keys={frame.keys}
            form={form}
            version={faits.fiche.version}
            label="Activités confiées"
          >
            <Card>
              <GroupedChoices
                form={form}
                name="taches"
                groups={groupes.map(({ code, intitule, taches }) => ({
                  code,
                  title: intitule,
                  choices: taches.map((tache) => ({ value: tache.code, text: <Tache {...tache} /> })),
                }))}
              />
            </Card>
            <Actions>
              <Button icon="check">Enregistrer</Button>
            </Actions>
          </Form>
          <RevenirALAnnexe
            faits={faits}
            frame={frame}
            taches={faits.fiche.annexe.taches.map((code) => libelleTache(referentiel, code))}
          />
        </>
      ) : gardees.size === 0 ? (
        <Empty icon="list-checks">Aucune activité n’est encore choisie pour cette période.</Empty>
      ) : (
        groupes
          .map((groupe) => ({ ...groupe, taches: groupe.taches.filter((tache) => gardees.has(tache.code)) }))
          .filter((groupe) => groupe.taches.length > 0)
          .map((groupe) => (
            <Card title={groupe.intitule}>
              <ul class="prose-list">
                {groupe.taches.map((tache) => (
                  <li>
                    <Tache {...tache} />
                  </li>
                ))}
              </ul>
            </Card>
          ))
      )}
    </FichePage>
  );
};
