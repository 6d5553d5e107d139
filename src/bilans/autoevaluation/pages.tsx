import { autoEnRegard } from "#bilans/autoevaluation/regard.tsx";
import { competencesEvaluees } from "#bilans/autoevaluation/rules.ts";
import { MotsDesNiveaux, partage } from "#bilans/entreprise/grille.tsx";
import { liensDes } from "#bilans/entreprise/preuves.ts";
import type { GrilleLue } from "#bilans/entreprise/store.ts";
import { Base, type Dessin, GroupesCompetences } from "#bilans/lignes/competences.tsx";
import { EtatEnregistre, SurUnAutreEcran } from "#bilans/lignes/enregistrement.tsx";
import { cleDe } from "#bilans/lignes/rules.ts";
import type { BarreVoisins } from "#dossiers/rules/voisins.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { count, fullName, instantText } from "#kernel/french.ts";
import { competencesMobilisees } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Etoiles } from "#ui/etoiles.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Fold, Stack } from "#ui/layout.tsx";
import { niveauxDe } from "#ui/niveaux.ts";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

/** The id of the form; the save state speaks of it. */
const FORM = "auto-evaluation";

type Commun = { frame: Frame; grille: GrilleLue; now: Date; fuseau: string };

const retour = (grille: GrilleLue, tutoie: boolean) => ({
  href: routes.dossier.href({ dossier: grille.dossier }),
  text: tutoie
    ? `Mon dossier\u00a0: ${grille.periode.nom}`
    : `${fullName(grille.apprenant)}, ${grille.periode.nom}`,
});

type SaisieProps = Commun & {
  form: FormState;
  /** drafts are kept under this id on his device */
  personne: string;
};

/** The learner's own grid (B-22): the competences of his tasks first, the rest folded. */
export const AutoEvaluationPage = ({ frame, grille, form, now, fuseau, personne }: SaisieProps) => {
  const { ref, auto, taches } = grille;
  const dessin: Dessin = {
    ref,
    niveaux: niveauxDe(ref),
    form,
    lignes: auto?.lignes ?? new Map(),
    now,
    fuseau,
    mots: "simples",
    preuves: (code) => liensDes(grille, ({ competences }) => competences.includes(code)),
  };
  const { premieres, autres } = partage(dessin, [...taches.fiche, ...taches.decrites]);
  const done = premieres.filter(({ code }) => textOf(form, cleDe("competence", code)) !== "").length;
  return (
    <Page
      frame={frame}
      title="Mon auto-évaluation"
      lead={`${grille.periode.nom} · la même grille que ton bilan entreprise`}
      back={retour(grille, true)}
      sticky
      actions={
        <EtatEnregistre
          id={FORM}
          form={form}
          modifieLe={auto?.modifieLe ?? null}
          personne={personne}
          tutoie
          now={now}
          fuseau={fuseau}
        />
      }
    >
      <Stack>
        {form.conflict ? <SurUnAutreEcran /> : null}
        <p>
          Où en es-tu, à ton avis ? Choisis un niveau pour ce que tu as fait ; laisse vide ou mets NE le
          reste. Ton enseignant et ton entreprise le voient à côté de leur évaluation : rien n’est additionné,
          et ton tableau de bord ne le compte pas. Tu peux changer d’avis jusqu’à ce que ton bilan te soit
          transmis.
        </p>
        <Form
          id={FORM}
          action={routes.autoEvaluation.href({ dossier: grille.dossier })}
          keys={frame.keys}
          form={form}
          class="form grille"
        >
          <Stack>
            <section class="stack stack-tight" aria-labelledby="competences">
              <h2 id="competences">
                Ce que je sais faire{" "}
                <span class="card-meta grille-compte">{`${done} sur ${premieres.length}`}</span>
              </h2>
              <MotsDesNiveaux ref={ref} />
              <GroupesCompetences dessin={dessin} competences={premieres} />
              {autres.length > 0 ? (
                <Fold summary={`Autres compétences (${autres.length})`}>
                  <GroupesCompetences dessin={dessin} competences={autres} />
                </Fold>
              ) : null}
            </section>
            <Card title="Mon engagement">
              <Base form={form} cle="engagement" />
              <Etoiles
                name="engagement"
                legend="Mon engagement sur la période"
                hideLegend
                degres={ref.engagement.map(({ code, intitule }) => ({ code, text: intitule }))}
                value={textOf(form, "engagement")}
                error={form.errors.engagement}
              />
            </Card>
            <Actions>
              <Button>Enregistrer</Button>
            </Actions>
          </Stack>
        </Form>
      </Stack>
    </Page>
  );
};

type LectureProps = Commun & {
  /** why the learner writes no more; null for those who only read */
  motif: string | null;
  tutoie: boolean;
  voisins: BarreVoisins | undefined;
};

/** The self-assessment as one reads it: those who follow the learner, and himself once it is closed. */
export const AutoEvaluationLuePage = ({ frame, grille, fuseau, motif, tutoie, voisins }: LectureProps) => {
  const { ref, auto } = grille;
  const regard = autoEnRegard(grille, tutoie);
  const dites = competencesMobilisees(ref).filter(({ code }) => regard(cleDe("competence", code)) !== null);
  return (
    <Page
      frame={frame}
      title={tutoie ? "Mon auto-évaluation" : `Auto-évaluation\u00a0: ${fullName(grille.apprenant)}`}
      lead={
        auto ? `${grille.periode.nom} · écrite le ${instantText(auto.modifieLe, fuseau)}` : grille.periode.nom
      }
      back={retour(grille, tutoie)}
      voisins={voisins}
    >
      <Stack>
        {motif ? <Notice kind="info">{motif}</Notice> : null}
        <Card
          title="Compétences"
          meta={
            auto
              ? count(competencesEvaluees(auto.lignes), "compétence évaluée", "compétences évaluées")
              : undefined
          }
        >
          {dites.length === 0 ? (
            <Empty icon="clipboard-list">
              {tutoie ? "Tu n’as pas fait d’auto-évaluation." : "Pas encore d’auto-évaluation."}
            </Empty>
          ) : (
            <ul class="bilan-lu">
              {dites.map(({ code, intitule, details }) => (
                <li>
                  <p>
                    <b>
                      <span class="competence-code">{code}</span> {intitule}
                    </b>
                  </p>
                  {regard(cleDe("competence", code))}
                  {details.map((detail) => {
                    const mots = regard(cleDe("detail", detail.code));
                    return mots ? (
                      <div class="bilan-lu-details">
                        <p>{detail.intitule}</p>
                        {mots}
                      </div>
                    ) : null;
                  })}
                </li>
              ))}
            </ul>
          )}
        </Card>
        {regard("engagement") ? <Card title="Engagement">{regard("engagement")}</Card> : null}
      </Stack>
    </Page>
  );
};
