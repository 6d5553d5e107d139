import { ChampsAttitudes } from "#bilans/attitudes/champs.tsx";
import { autoEnRegard } from "#bilans/autoevaluation/regard.tsx";
import { type Dessin as DessinGrille, MotsDesNiveaux, TachesPart } from "#bilans/entreprise/grille.tsx";
import { liensDes } from "#bilans/entreprise/preuves.ts";
import { GroupesCompetences } from "#bilans/lignes/competences.tsx";
import { EnMemeTemps } from "#bilans/lignes/enregistrement.tsx";
import { type Cle, valeurVide } from "#bilans/lignes/rules.ts";
import { Transmission } from "#bilans/lignes/transmission.tsx";
import { signature } from "#bilans/lignes/words.ts";
import { corrige, type Dessin, Motif, Pied, Section } from "#bilans/rencontre/etape.tsx";
import { jourDe } from "#bilans/rencontre/form.ts";
import { textOf } from "#kernel/form.ts";
import { longDate } from "#kernel/french.ts";
import { competencesMobilisees } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { RadioGroup } from "#ui/choices.tsx";
import { Etoiles } from "#ui/etoiles.tsx";
import { DateField, TextArea } from "#ui/fields.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import { Fold, Line, Stack } from "#ui/layout.tsx";
import { niveauxDe } from "#ui/niveaux.ts";

/** When the lines of a step were last written; null while they hold nothing. */
function derniere({ vue }: Dessin, garde: (cle: Cle) => boolean): Date | null {
  const instants = [...vue.lignes]
    .filter(([cle, { valeur }]) => garde(cle) && valeur !== valeurVide(cle))
    .map(([, { le }]) => le.getTime());
  return instants.length > 0 ? new Date(Math.max(...instants)) : null;
}

const lienBilan = (dossier: string) => (
  <LinkButton href={routes.bilanEntreprise.href({ dossier })} icon="clipboard-check">
    Lire le bilan entreprise
  </LinkButton>
);

/** Step 3: the grid, reduced to what this learner really did (B-24); the rest is folded, never missing. */
export const Competences = ({ dessin }: { dessin: Dessin }) => {
  const { frame, vue, formulaires, now, fuseau } = dessin;
  const { ref, dossier, visite, peut, bilan, lignes } = vue;
  const form = formulaires.competences;
  const toutes = competencesMobilisees(ref);
  const montree = ({ code }: { code: string }) =>
    vue.premieres.includes(code) || form.errors[`competence.${code}`] !== undefined;
  const autres = toutes.filter((competence) => !montree(competence));
  const cochees = Object.entries(form.values).filter(
    ([cle, v]) => cle.startsWith("tache.") && v === "oui",
  ).length;
  const dessinGrille: DessinGrille = {
    ref,
    niveaux: niveauxDe(ref),
    form,
    lignes,
    grille: vue,
    now,
    fuseau,
    // two people read it over one shoulder: the words of the workshop first (B-23)
    mots: "simples",
    propose: autoEnRegard(vue),
    preuves: (code) => liensDes(vue, (preuve) => preuve.competences.includes(code)),
  };
  return (
    <Section dessin={dessin} code="competences">
      {form.conflict ? (
        <EnMemeTemps quoi="ce bilan" />
      ) : (
        <Transmission bilan={bilan} apprenant={vue.apprenant} fuseau={fuseau} />
      )}
      {peut.evaluer.ok ? (
        <Form
          id="rencontre-competences"
          label="Compétences"
          action={routes.rencontreCompetences.href({ visite: visite.id })}
          keys={frame.keys}
          {...corrige(dessin, "competences")}
          class="form grille"
        >
          <Fold summary={`Tâches mises en œuvre (${cochees} cochée${cochees > 1 ? "s" : ""})`}>
            <TachesPart dessin={dessinGrille} />
          </Fold>
          <MotsDesNiveaux ref={ref} />
          <GroupesCompetences dessin={dessinGrille} competences={toutes.filter(montree)} />
          {autres.length > 0 ? (
            <Fold summary={`Autres compétences (${autres.length})`}>
              <GroupesCompetences dessin={dessinGrille} competences={autres} />
            </Fold>
          ) : null}
          <Pied
            dessin={dessin}
            id="rencontre-competences"
            code="competences"
            le={derniere(dessin, (cle) => /^(tache|competence|detail)\./.test(cle))}
            boutonSeul={bilan?.etat === "transmis"}
          />
        </Form>
      ) : (
        <Motif {...peut.evaluer} action={lienBilan(dossier)} />
      )}
    </Section>
  );
};

/** Step 4: stars, the date in one tap, a few words. */
export const Engagement = ({ dessin }: { dessin: Dessin }) => {
  const { frame, vue, formulaires, now, fuseau } = dessin;
  const { ref, visite, peut, bilan, lignes, today } = vue;
  const form = formulaires.engagement;
  // said where « Terminer » asks for it, shown here
  const manque = formulaires.compteRendu.errors.dateRencontre;
  const montre = manque ? { ...form, errors: { ...form.errors, dateRencontre: manque } } : form;
  const by = (cle: Cle) => {
    const texte = signature(lignes.get(cle), now, fuseau);
    return texte ? <p class="grille-note">{texte}</p> : null;
  };
  const base = (cle: Cle) => <Hidden name={`base.${cle}`} value={textOf(form, `base.${cle}`)} />;
  if (!peut.evaluer.ok)
    return (
      <Section dessin={dessin} code="engagement">
        <Motif {...peut.evaluer} />
      </Section>
    );
  return (
    <Section dessin={dessin} code="engagement">
      <Form
        id="rencontre-engagement"
        label="Engagement et commentaire"
        action={routes.rencontreEngagement.href({ visite: visite.id })}
        keys={frame.keys}
        {...corrige(dessin, "engagement")}
      >
        <Card>
          <Stack>
            <div>
              {base("engagement")}
              <Etoiles
                name="engagement"
                legend="Engagement sur la période"
                degres={ref.engagement.map(({ code, intitule }) => ({ code, text: intitule }))}
                value={textOf(form, "engagement")}
                error={form.errors.engagement}
              />
              {by("engagement")}
              {autoEnRegard(vue)("engagement")}
            </div>
            <div class="rencontre-jour">
              {base("dateRencontre")}
              <RadioGroup
                form={{ values: { jour: jourDe(form, today) }, errors: {} }}
                name="jour"
                label="Date de la rencontre"
                hint="Elle place ce bilan dans le tableau de bord."
                choices={[
                  { value: "aujourdhui", text: `Aujourd’hui, ${longDate(today)}` },
                  { value: "autre", text: "Un autre jour" },
                ]}
              />
              <DateField form={montre} name="dateRencontre" label="Quel jour" />
            </div>
            <div>
              {base("commentaire")}
              <TextArea
                form={form}
                name="commentaire"
                label="Commentaire"
                hint="La prestation de l’apprenant dans son ensemble : il le lira."
                rows={4}
              />
              {by("commentaire")}
            </div>
          </Stack>
        </Card>
        <Pied
          dessin={dessin}
          id="rencontre-engagement"
          code="engagement"
          le={derniere(dessin, (cle) => ["engagement", "dateRencontre", "commentaire"].includes(cle))}
          boutonSeul={bilan?.etat === "transmis"}
        />
      </Form>
    </Section>
  );
};

/** In place of the grid where the period has no bilan entreprise: the attitudes (S-64). */
export const Attitudes = ({ dessin }: { dessin: Dessin }) => {
  const { frame, vue, formulaires, now, fuseau } = dessin;
  const { ref, visite, peut, bilan, lignes, dossier } = vue;
  const form = formulaires.attitudes;
  return (
    <Section dessin={dessin} code="attitudes">
      {form.conflict ? (
        <EnMemeTemps quoi="ce bilan" />
      ) : (
        <Transmission bilan={bilan} apprenant={vue.apprenant} fuseau={fuseau} />
      )}
      {peut.evaluer.ok ? (
        <Form
          id="rencontre-attitudes"
          label="Attitudes"
          action={routes.rencontreAttitudes.href({ visite: visite.id })}
          keys={frame.keys}
          {...corrige(dessin, "attitudes")}
          class="form attitudes"
        >
          <ChampsAttitudes referentiel={ref} form={form} lignes={lignes} now={now} fuseau={fuseau} />
          <Pied
            dessin={dessin}
            id="rencontre-attitudes"
            code="attitudes"
            le={derniere(dessin, (cle) => cle.startsWith("attitude.") || cle === "commentaire")}
            boutonSeul={bilan?.etat === "transmis"}
          />
        </Form>
      ) : (
        <Motif
          {...peut.evaluer}
          action={
            <LinkButton href={routes.attitudes.href({ dossier })} icon="user-check">
              Lire le bilan des attitudes
            </LinkButton>
          }
        />
      )}
    </Section>
  );
};

/** An exam's grid has its own page, its own rights and its own validation (S-65). */
export const GrilleDExamen = ({ dessin }: { dessin: Dessin }) => (
  <Section dessin={dessin} code="grille">
    <Card tone="exam">
      <p>
        Une période d’examen a une grille certificative, sur sa propre page : l’entreprise y propose, vous y
        choisissez et validez. Elle n’est pas transmise avec la visite.
      </p>
      <Line>
        <LinkButton
          href={routes.grilleCertificative.href({ dossier: dessin.vue.dossier })}
          icon="graduation-cap"
        >
          Ouvrir la grille certificative
        </LinkButton>
      </Line>
    </Card>
  </Section>
);
