import type { FormState } from "#kernel/form.ts";
import { count } from "#kernel/french.ts";
import { Conseils } from "#portfolio/commentaires/conseils.tsx";
import { Photos } from "#portfolio/fichiers/photos.tsx";
import { ancreSemaine } from "#portfolio/fichiers/rules.ts";
import { VersionsPrecedentes } from "#portfolio/historique/lien.tsx";
import { LectureSeule, PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import type { TacheAffichee } from "#portfolio/rules.ts";
import { SaveLine } from "#portfolio/save-line.tsx";
import { questions } from "#portfolio/semaines/form.ts";
import { FormulaireSemaine } from "#portfolio/semaines/formulaire.tsx";
import type { FaitsSemaine } from "#portfolio/semaines/load.ts";
import { droitsSemaine } from "#portfolio/semaines/rights.ts";
import {
  datesDe,
  estCetteSemaine,
  etatDe,
  etatVu,
  recitDe,
  toutesLesTaches,
} from "#portfolio/semaines/rules.ts";
import { Viser, VuesLues, VuesPourLui } from "#portfolio/semaines/vues.tsx";
import { TachesLues } from "#portfolio/taches.tsx";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { Line, Stack } from "#ui/layout.tsx";
import { Progress } from "#ui/progress.tsx";
import { Steps } from "#ui/steps.tsx";
import type { Screen } from "#web/act.ts";

const FORM = "semaine";

/** The weeks along a line: dates, where each stands, and how far the learner is. */
const Ligne = ({ faits, today }: { faits: FaitsSemaine; today: Screen["today"] }) => {
  const vuesEn = (lundi: string) => faits.autour.vues.filter((vue) => vue.lundi === lundi).length;
  return (
    <Card>
      <Steps
        label="Semaines de la période"
        steps={faits.semaines.map(({ lundi, numero, horsPeriode }) => {
          const ecrite = faits.sommaire.semaines.includes(lundi);
          return {
            href: routes.semaine.href({ dossier: faits.dossier, lundi }),
            name: `Semaine ${numero}`,
            dates: datesDe(lundi, faits.periode),
            done: ecrite,
            current: lundi === faits.semaine.lundi,
            now: estCetteSemaine(lundi, today),
            state: `${etatVu(etatDe(lundi, ecrite, today), vuesEn(lundi))}${horsPeriode ? ", hors de la période" : ""}`,
          };
        })}
      />
      <Progress
        value={faits.sommaire.semaines.length}
        max={faits.semaines.length}
        label={`${count(faits.sommaire.semaines.length, "semaine racontée", "semaines racontées")} sur ${faits.semaines.length}`}
      />
    </Card>
  );
};

/** To the week before and to the next. */
const Autres = ({ faits }: { faits: FaitsSemaine }) => {
  const { dossier, semaines, semaine } = faits;
  const avant = semaines.find(({ numero }) => numero === semaine.numero - 1);
  const apres = semaines.find(({ numero }) => numero === semaine.numero + 1);
  return (
    <nav aria-label="Semaine précédente et suivante">
      <Line spread>
        {avant ? (
          <LinkButton href={routes.semaine.href({ dossier, lundi: avant.lundi })} icon="arrow-left">
            Semaine {avant.numero}
          </LinkButton>
        ) : (
          <span />
        )}
        {apres ? (
          <LinkButton href={routes.semaine.href({ dossier, lundi: apres.lundi })} icon="arrow-right">
            Semaine {apres.numero}
          </LinkButton>
        ) : null}
      </Line>
    </nav>
  );
};

type Props = { faits: FaitsSemaine; screen: Screen; form: FormState };

/** The advice about the whole week, and what it said before. */
const SurLaSemaine = ({ faits, screen }: { faits: FaitsSemaine; screen: Screen }) => {
  const { lundi, numero } = faits.semaine;
  return (
    <>
      <Conseils faits={faits} screen={screen} ancre={`semaine:${lundi}`} sur={`la semaine ${numero}`} />
      <VersionsPrecedentes faits={faits} objet="semaine" cle={lundi} version={faits.ecrit.version} />
    </>
  );
};

/** What the others read of a week. */
const Lecture = ({ faits, screen }: { faits: FaitsSemaine; screen: Screen }) => {
  const { semaine, ecrit, taches } = faits;
  const cochees = toutesLesTaches(ecrit.contenu);
  const title = `Semaine ${semaine.numero}`;
  if (!faits.sommaire.semaines.includes(semaine.lundi))
    return (
      <Card title={title} meta={datesDe(semaine.lundi, faits.periode)}>
        <Empty icon="notebook-pen">
          {semaine.lundi > screen.today
            ? "Cette semaine n’a pas encore commencé."
            : `${faits.apprenant.prenom} n’a encore rien écrit pour cette semaine.`}
        </Empty>
        <LectureSeule faits={faits} />
      </Card>
    );
  return (
    <Card title={title} meta={datesDe(semaine.lundi, faits.periode)}>
      <Definitions
        empty="Rien d’écrit"
        rows={questions.map(({ name, libelle }) => ({
          term: libelle,
          value: name === "fait" ? recitDe(ecrit.contenu) : (ecrit.contenu[name] as string),
          apres: (
            <Conseils
              faits={faits}
              screen={screen}
              ancre={`semaine:${semaine.lundi}.${name}`}
              sur={libelle}
            />
          ),
        }))}
      />
      <h3>Tâches réalisées</h3>
      <TachesLues
        taches={[...taches.prevues, ...taches.autres].filter((tache: TacheAffichee) =>
          cochees.includes(tache.code),
        )}
        vide="Aucune tâche cochée"
      />
      <SurLaSemaine faits={faits} screen={screen} />
      <LectureSeule faits={faits} />
    </Card>
  );
};

/** One week of the period (S-49, S-50): a form for its learner, a page to read for the others. */
export const SemainePage = ({ faits, screen, form }: Props) => {
  const { actor, frame, today } = screen;
  const ecrit = droitsPortfolio.ecrire(actor, faits).ok;
  const photos = (
    <Photos
      dossier={faits.dossier}
      ancre={ancreSemaine(faits.semaine.lundi)}
      titre="Photos de la semaine"
      fichiers={faits.photos}
      sien={ecrit}
      keys={frame.keys}
    />
  );
  const state = <SaveLine formulaire={FORM} ecrit={faits.ecrit} form={form} actor={actor} today={today} />;
  return (
    <PortfolioPage
      frame={frame}
      actor={actor}
      faits={faits}
      onglet="semaines"
      actions={ecrit ? state : undefined}
    >
      <Stack>
        <Ligne faits={faits} today={today} />
        {ecrit ? (
          <>
            <VuesPourLui faits={faits} screen={screen} />
            {photos}
            <FormulaireSemaine id={FORM} faits={faits} screen={screen} form={form} />
            <SurLaSemaine faits={faits} screen={screen} />
          </>
        ) : (
          <>
            <Lecture faits={faits} screen={screen} />
            {photos}
            {droitsSemaine.viser(actor, faits).ok ? (
              <Viser faits={faits} screen={screen} form={form} />
            ) : faits.autour.vues.some(({ lundi }) => lundi === faits.semaine.lundi) ? (
              <Card title="Semaine vue">
                <VuesLues faits={faits} screen={screen} />
              </Card>
            ) : null}
          </>
        )}
        <Autres faits={faits} />
      </Stack>
    </PortfolioPage>
  );
};
