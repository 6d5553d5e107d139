import { avancement } from "#dossiers/rules/avancement.ts";
import { count, dateRange, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { RETOUR } from "#suivi/filtres.ts";
import { actionsPeriode } from "#suivi/periodes/actions.ts";
import { adresse, type Ordre, ordres, parametres } from "#suivi/periodes/demande.ts";
import { MenuChoix } from "#suivi/periodes/menu-choix.tsx";
import { niveauAbrege, type PeriodeVue, type VueProps } from "#suivi/periodes/vue.ts";
import { Chip } from "#ui/chip.tsx";
import { ChoiceCard } from "#ui/choice-card.tsx";
import { Hidden, KeyFields } from "#ui/form.tsx";
import { Menu } from "#ui/menu.tsx";
import { Progress } from "#ui/progress.tsx";
import { SegmentedForm } from "#ui/segmented.tsx";

const Carte = ({ periode, ...props }: VueProps & { periode: PeriodeVue; diplome: string | null }) => {
  const { texte, semaine, semaines } = avancement(periode.du, periode.au, props.today);
  const late = props.late?.get(periode.id) ?? 0;
  return (
    <ChoiceCard
      href={adresse({ ...props.demande, periode: periode.id, recherche: "" })}
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
        {late > 0 ? <Chip kind="warning">{late} en retard</Chip> : null}
      </div>
      <Progress bare value={semaine} max={semaines} label={`${periode.nom} : ${texte}`} />
    </ChoiceCard>
  );
};

/** On a phone the cards give way to a list to choose from. */
const ChoixPeriode = ({ selection, demande, today }: VueProps) => (
  <form method="get" action={routes.periodes.href({})} class="periodes-choix">
    {Object.entries(parametres({ ...demande, niveau: null, periode: null, recherche: "" })).map(
      ([name, value]) => (
        <Hidden name={name} value={value} />
      ),
    )}
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
  const { selection, referentiels, annee, demande, frame } = props;
  const several = new Set(selection.periodes.map((one) => one.referentiel)).size > 1;
  const keys = { ...frame.keys, key: "" };
  const retour = String(new URLSearchParams(parametres(demande)));
  const otherYears = annee.offertes.filter((one) => one !== annee.choisie);
  return (
    <>
      <div class="line line-spread">
        <h2>Périodes</h2>
        {selection.periodes.length > 1 ? (
          <MenuChoix<Ordre>
            id="ordre-periodes"
            label="Trier les périodes"
            nom="ordre"
            choix={ordres}
            actuel={demande.ordre}
            retour={retour}
            keys={keys}
          />
        ) : null}
      </div>
      {selection.niveaux.length > 0 ? (
        <SegmentedForm
          label="Niveau de classe"
          action={routes.periodes.href({})}
          keys={keys}
          name="niveau"
          keep={{ [RETOUR]: retour }}
          choices={selection.niveaux.map(({ code, periodes }) => ({
            value: code,
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
          <form method="post" action={routes.periodes.href({})}>
            <KeyFields keys={keys} />
            <Hidden name={RETOUR} value={retour} />
            {selection.tout ? "Toutes les périodes de l’établissement. " : "Vos classes seulement. "}
            <button
              type="submit"
              class="link-button"
              name="portee"
              value={selection.tout ? "classes" : "etablissement"}
            >
              {selection.tout ? "Voir mes classes seulement" : "Voir tout l’établissement"}
            </button>
          </form>
        ) : null}
        {otherYears.length > 0 ? (
          <p>
            {count(otherYears.length, "autre année", "autres années")} :{" "}
            {otherYears.map((one) => (
              <>
                <a href={adresse({ ...demande, annee: one, niveau: null, periode: null, recherche: "" })}>
                  {schoolYear(one)}
                </a>{" "}
              </>
            ))}
          </p>
        ) : null}
        <p>
          <a href={routes.aTerminer.href({})}>À terminer, pour toutes mes classes</a>
        </p>
        <p>
          <a href={routes.evaluationsCertificatives.href({})}>Évaluations certificatives</a>
        </p>
        <p>
          <a href={routes.periodesDupliquer.href({})}>Reprendre les périodes de l’an dernier</a>
        </p>
        <p>
          <a href={routes.periodesCorbeille.href({})}>Corbeille des périodes</a>
        </p>
      </div>
    </>
  );
};
