import { competencesImposees, competencesRetenues, epreuveText } from "#bilans/certificative/rules.ts";
import type { GrilleLue } from "#bilans/certificative/store.ts";
import { Base, type Dessin, GroupesCompetences } from "#bilans/lignes/competences.tsx";
import { type Cle, cleDe, lireCompetence, type Stockee } from "#bilans/lignes/rules.ts";
import { signature } from "#bilans/lignes/words.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { competencesParGroupe, niveauDe } from "#referentiel/rules.ts";
import type { Competence, Referentiel } from "#referentiel/types.ts";
import { Card } from "#ui/card.tsx";
import { CheckboxField } from "#ui/choices.tsx";
import { Empty } from "#ui/empty.tsx";
import { DateField, TextArea } from "#ui/fields.tsx";
import { Fold, Stack } from "#ui/layout.tsx";
import { niveauxDe } from "#ui/niveaux.ts";

export type Moment = { now: Date; fuseau: string };

const valeurLue = (cle: Cle, stockee: Stockee | undefined): string =>
  cle.startsWith("competence.") ? lireCompetence(stockee?.valeur ?? "").niveau : (stockee?.valeur ?? "");

/** What the other side chose for a line: « 4 Satisfaisant, proposé par Julien Boisseau, à 14 h 32 ». */
const enRegard =
  (
    ref: Referentiel,
    lignes: ReadonlyMap<Cle, Stockee>,
    de: "entreprise" | "enseignant",
    { now, fuseau }: Moment,
  ) =>
  (cle: Cle) => {
    const stockee = lignes.get(cle);
    const niveau = valeurLue(cle, stockee);
    if (!niveau) return null;
    const words = `${niveau} ${niveauDe(ref, niveau).intitule}`;
    const who = signature(stockee, now, fuseau) ?? "";
    return (
      <p class="grille-regard">
        {de === "entreprise" ? `Proposé par ${who}\u00a0: ` : `Choix de l’enseignant (${who})\u00a0: `}
        <b>{words}</b>
      </p>
    );
  };

const CompetencesCochees = ({ grille, form }: { grille: GrilleLue; form: FormState }) => (
  <div class="grille-retenues">
    {competencesParGroupe(grille.ref).map(({ groupe, competences }) => (
      <div>
        {groupe ? <h3 class="competence-groupe">{`${groupe.code} ${groupe.intitule}`}</h3> : null}
        {competences.map(({ code, intitule }) => (
          <>
            <Base form={form} cle={cleDe("retenue", code)} />
            <CheckboxField form={form} name={cleDe("retenue", code)} label={`${code} ${intitule}`} />
          </>
        ))}
      </div>
    ))}
  </div>
);

/** Which competences the exam evaluates: the référentiel's, or the teacher's choice where it does not say. */
const ChoixCompetences = ({
  grille,
  form,
  own,
}: {
  grille: GrilleLue;
  form: FormState;
  own: readonly Competence[];
}) => {
  const imposees = competencesImposees(grille.ref, grille.statut.code);
  if (imposees.length > 0)
    return (
      <Card title="Compétences de l’épreuve">
        <p>{`Le référentiel donne les compétences de ${epreuveText(grille.ref, grille.statut)}\u00a0: ${imposees.map(({ code }) => code).join(", ")}.`}</p>
      </Card>
    );
  const boxes = <CompetencesCochees grille={grille} form={form} />;
  return (
    <Card title="Compétences de l’épreuve">
      <Stack tight>
        <p class="meta">
          {`Le référentiel ne dit pas quelles compétences ${epreuveText(grille.ref, grille.statut)} évalue\u00a0: choisissez-les.`}
          {!grille.grille && grille.retenuesAilleurs.length > 0
            ? " Celles d’une autre grille de la période sont proposées ; rien n’est enregistré avant vous."
            : null}
        </p>
        {own.length > 0 ? (
          <Fold summary={`Changer les compétences retenues (${own.map(({ code }) => code).join(", ")})`}>
            {boxes}
          </Fold>
        ) : (
          boxes
        )}
      </Stack>
    </Card>
  );
};

/** The teacher's grid: which competences, their levels with what the company proposes, date and comment. */
export const GrilleEnseignant = ({
  grille,
  form,
  moment,
}: {
  grille: GrilleLue;
  form: FormState;
  moment: Moment;
}) => {
  const { ref, statut, lignes, propositions } = grille;
  const own = competencesRetenues(ref, statut.code, (cle) => textOf(form, cle) === "oui");
  const dessin: Dessin = {
    ref,
    niveaux: niveauxDe(ref),
    form,
    lignes,
    ...moment,
    mots: "officiels",
    propose: enRegard(ref, propositions, "entreprise", moment),
  };
  return (
    <>
      <ChoixCompetences grille={grille} form={form} own={own} />
      {own.length > 0 ? (
        <section class="stack stack-tight" aria-labelledby="competences">
          <h2 id="competences">
            Niveaux{" "}
            <span class="card-meta grille-compte">
              {`${own.filter(({ code }) => textOf(form, cleDe("competence", code)) !== "").length} sur ${own.length}`}
            </span>
          </h2>
          <GroupesCompetences dessin={dessin} competences={own} />
        </section>
      ) : null}
      <Card title="Date et commentaire">
        <Stack>
          <div>
            <Base form={form} cle="dateRencontre" />
            <DateField form={form} name="dateRencontre" label="Date de l’évaluation" />
          </div>
          <div>
            <Base form={form} cle="commentaire" />
            <TextArea form={form} name="commentaire" label="Commentaire" rows={4} />
          </div>
        </Stack>
      </Card>
    </>
  );
};

/** What the company proposes, beside what the teacher chose. */
export const GrilleEntreprise = ({
  grille,
  form,
  moment,
}: {
  grille: GrilleLue;
  form: FormState;
  moment: Moment;
}) => {
  const { ref, statut, lignes, propositions } = grille;
  const own = competencesRetenues(ref, statut.code, (cle) => lignes.get(cle)?.valeur === "oui");
  if (own.length === 0)
    return (
      <Card>
        <Empty icon="clipboard-list">
          L’enseignant n’a pas encore choisi les compétences de cette épreuve. Revenez quand il l’aura fait.
        </Empty>
      </Card>
    );
  const dessin: Dessin = {
    ref,
    niveaux: niveauxDe(ref),
    form,
    lignes: propositions,
    ...moment,
    mots: "simples",
    propose: enRegard(ref, lignes, "enseignant", moment),
  };
  return (
    <section class="stack stack-tight" aria-labelledby="competences">
      <h2 id="competences">Vos propositions</h2>
      <GroupesCompetences dessin={dessin} competences={own} />
    </section>
  );
};
