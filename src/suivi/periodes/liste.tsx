import { avancement } from "#dossiers/rules/avancement.ts";
import type { Actor } from "#kernel/actor.ts";
import { count, dateRange, schoolYear } from "#kernel/french.ts";
import { droitsPeriodes } from "#periodes/rights.ts";
import { routes } from "#routes.ts";
import { niveauAbrege, type PeriodeVue, type VueProps } from "#suivi/periodes/vue.ts";
import { Chip } from "#ui/chip.tsx";
import { ChoiceCard } from "#ui/choice-card.tsx";
import { Menu, type MenuItem } from "#ui/menu.tsx";
import { Progress } from "#ui/progress.tsx";
import { Segmented } from "#ui/segmented.tsx";

/** The period's menu (S-05): an act one may not do stays in sight, with its reason. */
export function actionsPeriode(periode: PeriodeVue, actor: Actor): MenuItem[] {
  const modifier = droitsPeriodes.modifier(actor, periode);
  const supprimer = droitsPeriodes.supprimer(actor, periode);
  const params = { periode: periode.id };
  return [
    modifier.ok
      ? {
          text: "Modifier les paramètres de la période",
          icon: "settings",
          href: routes.periodeModifier.href({ ...params, onglet: "informations" }),
        }
      : { text: "Modifier les paramètres de la période", icon: "lock", reason: modifier.message },
    { text: "Gérer les tuteurs", icon: "users", href: routes.tuteurs.href(params) },
    { text: "Inviter tous les tuteurs", icon: "send", href: routes.tuteursTous.href(params) },
    { text: "Suivi de la période", icon: "layout-grid", href: routes.suivi.href(params) },
    supprimer.ok
      ? {
          text: "Supprimer la période",
          icon: "trash-2",
          danger: true,
          href: routes.periodeSupprimer.href(params),
        }
      : { text: "Supprimer la période", icon: "lock", reason: supprimer.message },
  ];
}

const Carte = ({ periode, ...props }: VueProps & { periode: PeriodeVue; diplome: string | null }) => {
  const { texte, semaine, semaines } = avancement(periode.du, periode.au, props.today);
  return (
    <ChoiceCard
      href={routes.periodes.href({}, { niveau: periode.niveau, periode: periode.id })}
      current={periode.id === props.selection.choisie?.id}
      title={periode.nom}
      detail={dateRange(periode.du, periode.au)}
      menu={
        <Menu
          id={`p-${periode.id}`}
          label={`Actions pour ${periode.nom}`}
          items={actionsPeriode(periode, props.actor)}
        />
      }
    >
      <div class="line periode-etat">
        <Chip kind={periode.statut.grilleCertificative ? "exam" : "neutral"}>{periode.statut.intitule}</Chip>
        {props.diplome ? <Chip kind="plain">{props.diplome}</Chip> : null}
        <span class="meta">{texte}</span>
      </div>
      <Progress bare value={semaine} max={semaines} label={`${periode.nom} : ${texte}`} />
    </ChoiceCard>
  );
};

/** On a phone the cards give way to a list to choose from. */
const ChoixPeriode = ({ selection, today }: VueProps) => (
  <form method="get" action={routes.periodes.href({})} class="periodes-choix">
    <label class="sr-only" for="choix-periode">
      Période
    </label>
    <select id="choix-periode" name="periode" class="input select">
      {selection.periodes.map((one) => (
        <option value={one.id} selected={one.id === selection.choisie?.id}>
          {one.nom}, {avancement(one.du, one.au, today).texte}
        </option>
      ))}
    </select>
    <button type="submit" class="button button-secondary">
      Voir
    </button>
  </form>
);

/** The left side: levels, then the periods in order of creation (S-04). */
export const ListePeriodes = (props: VueProps & { level: string }) => {
  const { selection, referentiels, annee } = props;
  const several = new Set(selection.periodes.map((one) => one.referentiel)).size > 1;
  const scope = selection.tout ? { portee: "etablissement" } : {};
  const otherYears = annee.offertes.filter((one) => one !== annee.choisie);
  return (
    <>
      <h2>Périodes</h2>
      {selection.niveaux.length > 0 ? (
        <Segmented
          label="Niveau de classe"
          segments={selection.niveaux.map(({ code, periodes }) => ({
            href: routes.periodes.href({}, { niveau: code, annee: annee.choisie, ...scope }),
            text: (
              <>
                {niveauAbrege(referentiels, code)}
                <span class="segment-count">
                  {periodes}
                  <span class="sr-only"> {periodes > 1 ? "périodes" : "période"}</span>
                </span>
              </>
            ),
            current: code === selection.niveau,
          }))}
        />
      ) : null}
      {selection.periodes.length > 0 ? <ChoixPeriode {...props} /> : null}
      <div class="stack stack-tight periodes-cartes">
        {selection.periodes.map((periode) => (
          <Carte
            {...props}
            periode={periode}
            diplome={several ? (referentiels.get(periode.referentiel)?.sigle ?? null) : null}
          />
        ))}
      </div>
      <div class="meta periodes-pied">
        <p>
          Une période se crée depuis une annexe pédagogique.{" "}
          <a href={routes.annexes.href({})}>Ouvrir les annexes</a>
        </p>
        {selection.autres || selection.tout ? (
          <p>
            {selection.tout ? (
              <>
                Toutes les périodes de l’établissement.{" "}
                <a href={routes.periodes.href({}, { niveau: selection.niveau })}>
                  Voir mes classes seulement
                </a>
              </>
            ) : (
              <>
                Vos classes seulement.{" "}
                <a href={routes.periodes.href({}, { niveau: selection.niveau, portee: "etablissement" })}>
                  Voir tout l’établissement
                </a>
              </>
            )}
          </p>
        ) : null}
        {otherYears.length > 0 ? (
          <p>
            {count(otherYears.length, "autre année", "autres années")} :{" "}
            {otherYears.map((one) => (
              <>
                <a href={routes.periodes.href({}, { annee: one, ...scope })}>{schoolYear(one)}</a>{" "}
              </>
            ))}
          </p>
        ) : null}
        <p>
          <a href={routes.periodesCorbeille.href({})}>Corbeille des périodes</a>
        </p>
      </div>
    </>
  );
};
