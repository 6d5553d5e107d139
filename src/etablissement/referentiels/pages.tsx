import { EnvoiFichier } from "#etablissement/referentiels/fichier.tsx";
import { type EtatReferentiel, usagesDe } from "#etablissement/referentiels/load.ts";
import { droitsReferentiels } from "#etablissement/referentiels/rights.ts";
import {
  avertissementLu,
  enUsage,
  origineText,
  type Usages,
  verification,
} from "#etablissement/referentiels/rules.ts";
import type { FormState } from "#kernel/form.ts";
import { count } from "#kernel/french.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { Stack } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import type { Screen } from "#web/act.ts";

/** « 4 classes, 6 annexes, 9 périodes » */
export const usagesText = ({ classes, annexes, periodes }: Usages): string =>
  [
    ...(classes > 0 ? [count(classes, "classe")] : []),
    ...(annexes > 0 ? [count(annexes, "annexe")] : []),
    ...(periodes > 0 ? [count(periodes, "période")] : []),
  ].join(", ") || "rien pour l’instant";

/** Everything made with this diploma, whatever the version. */
const total = (etat: EtatReferentiel): Usages => {
  const all = [...etat.usages].filter(([cle]) => cle.startsWith(`${etat.code} `)).map(([, usages]) => usages);
  const sum = (name: keyof Usages) => all.reduce((n, usages) => n + usages[name], 0);
  return { classes: sum("classes"), annexes: sum("annexes"), periodes: sum("periodes") };
};

/** Where the labels of a référentiel were read. */
export const EtatChips = ({ referentiel }: { referentiel: Referentiel }) => {
  const { lus, secondaires, aConfirmer } = verification(referentiel);
  return (
    <Chips>
      {lus > 0 ? <Chip kind="success">{count(lus, "libellé lu", "libellés lus")} mot à mot</Chip> : null}
      {secondaires > 0 ? (
        <Chip kind="neutral">{count(secondaires, "libellé")} de source secondaire</Chip>
      ) : null}
      {aConfirmer > 0 ? (
        <Chip kind="warning" icon="circle-question-mark">
          {count(aConfirmer, "libellé")} à confirmer
        </Chip>
      ) : null}
    </Chips>
  );
};

const Diplome = ({ etat }: { etat: EtatReferentiel }) => {
  const ref = etat.courant ?? etat.versions[0]?.referentiel;
  if (!ref) return null;
  const own = usagesDe(etat, ref);
  const all = total(etat);
  const older = all.classes + all.annexes + all.periodes - own.classes - own.annexes - own.periodes;
  return (
    <RowItem
      title={`${ref.sigle}\u00a0: ${ref.diplome}, ${ref.specialite}`}
      href={routes.adminReferentiel.href({ code: etat.code })}
      detail={
        <>
          Version {ref.version}, {origineText[etat.origine]} ·{" "}
          {enUsage(all) ? `utilisé par ${usagesText(all)}` : "pas encore utilisé"}
          {older > 0 ? ", en partie avec une version antérieure" : ""}
          {ref.avertissement ? (
            <>
              <br />
              {avertissementLu(ref)}
            </>
          ) : null}
        </>
      }
      chips={
        etat.courant ? <EtatChips referentiel={ref} /> : <Chip kind="todo">envoyé, pas encore utilisé</Chip>
      }
    />
  );
};

type Props = { etats: readonly EtatReferentiel[]; screen: Screen; form: FormState };

/** Each diploma: its version, where it comes from, what is sure in it, what uses it. */
export const ReferentielsPage = ({ etats, screen, form }: Props) => (
  <Page
    frame={screen.frame}
    title="Référentiels"
    lead="Ce que chaque diplôme demande : activités, tâches, compétences, échelles. Une classe, une annexe ou une période garde la version avec laquelle elle a été créée."
    back={
      screen.actor.role === "administrateur"
        ? { href: routes.administration.href({}), text: "Administration" }
        : undefined
    }
  >
    <Stack>
      <Card flush>
        <Rows label="Diplômes">
          {etats.map((etat) => (
            <Diplome etat={etat} />
          ))}
        </Rows>
      </Card>
      {droitsReferentiels.regler(screen.actor).ok ? (
        <EnvoiFichier
          action={routes.adminReferentiels.href({})}
          title="Ajouter ou corriger un diplôme"
          form={form}
          screen={screen}
        >
          Le fichier est d’abord contrôlé et comparé à la version en usage : rien n’est changé à l’envoi. Pour
          corriger un diplôme, téléchargez son fichier depuis sa page.
        </EnvoiFichier>
      ) : null}
    </Stack>
  </Page>
);
