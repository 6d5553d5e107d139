import type { AttitudesLues } from "#bilans/attitudes/store.ts";
import { resume } from "#bilans/entreprise/pages.tsx";
import type { GrilleLue } from "#bilans/entreprise/store.ts";
import { Base } from "#bilans/lignes/competences.tsx";
import { EnMemeTemps, EtatEnregistre } from "#bilans/lignes/enregistrement.tsx";
import { cleDe, lireCompetence, type Stockee } from "#bilans/lignes/rules.ts";
import { Transmission } from "#bilans/lignes/transmission.tsx";
import { signature } from "#bilans/lignes/words.ts";
import { COMMENTAIRE_ATTITUDES } from "#bilans/papier/transcription/form.ts";
import { EchelleDite, LigneRapide } from "#bilans/papier/transcription/ligne.tsx";
import type { Parties } from "#bilans/papier/transcription/rules.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { competencesMobilisees, competencesParGroupe, tachesParActivite } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { CheckboxField } from "#ui/choices.tsx";
import { DateField, TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

/** The id of the form; the save state speaks of it. */
const FORM = "transcription";

export type TranscriptionLue = {
  grille: GrilleLue;
  attitudes: AttitudesLues;
  parties: Parties;
  /** why the bilan entreprise is not written here; null when it is */
  refus: string | null;
};

type Props = {
  frame: Frame;
  faits: TranscriptionLue;
  form: FormState;
  /** the paper has the criteria of each competence */
  detail: boolean;
  now: Date;
  fuseau: string;
  /** drafts are kept under this id on his device */
  personne: string;
  /** he says who was there */
  enseignant: boolean;
};

/** « 9 sur 14 »: the script counts on while one types. */
const Compte = ({ form, cles }: { form: FormState; cles: readonly string[] }) => (
  <span class="card-meta rapide-compte">
    {` ${cles.filter((cle) => textOf(form, cle) !== "").length} sur ${cles.length}`}
  </span>
);

const note = (lignes: ReadonlyMap<string, Stockee>, cle: string, { now, fuseau }: Props) => {
  const ligne = lignes.get(cle);
  const empty = cle.startsWith("competence.") && !lireCompetence(ligne?.valeur ?? "").niveau;
  return empty ? null : signature(ligne, now, fuseau);
};

const Rencontre = ({ form, faits, enseignant }: Props) => (
  <Card title="La rencontre">
    <div class="rapide-rencontre">
      <div>
        <Base form={form} cle="dateRencontre" />
        <DateField form={form} name="dateRencontre" label="Date de la rencontre" />
      </div>
      {enseignant ? (
        <div>
          <Base form={form} cle="presence" />
          <TextField
            form={form}
            name="presence"
            label="Saisi en présence de"
            maxlength={120}
            suggestions={faits.grille.tuteur ? [faits.grille.tuteur] : []}
          />
        </div>
      ) : null}
    </div>
  </Card>
);

const Taches = ({ form, faits }: Props) => (
  <Card title="Tâches mises en œuvre">
    <div class="rapide-taches">
      {tachesParActivite(faits.grille.ref).flatMap(({ taches }) =>
        taches.map(({ code, intitule }) => (
          <div>
            <Base form={form} cle={cleDe("tache", code)} />
            <CheckboxField form={form} name={cleDe("tache", code)} label={`${code} ${intitule}`} />
          </div>
        )),
      )}
    </div>
  </Card>
);

const Competences = (props: Props) => {
  const { form, faits, detail } = props;
  const { ref, lignes, dossier } = faits.grille;
  const toutes = competencesMobilisees(ref);
  const cles = toutes.map(({ code }) => cleDe("competence", code));
  const criteres = toutes.some(({ details }) => details.length > 0);
  return (
    <Card
      title={
        <>
          Compétences
          <Compte form={form} cles={cles} />
        </>
      }
      actions={
        criteres ? (
          <LinkButton
            kind="quiet"
            href={routes.transcription.href({ dossier }, detail ? {} : { detail: "oui" })}
          >
            {detail ? "Le papier n’a pas les critères" : "Le papier a les critères"}
          </LinkButton>
        ) : null
      }
    >
      <EchelleDite echelle={ref.niveauxReussite} />
      {competencesParGroupe(ref).map(({ groupe, competences }) => (
        <div>
          {groupe ? <h3 class="competence-groupe">{`${groupe.code} ${groupe.intitule}`}</h3> : null}
          {competences.flatMap((competence) => [
            <LigneRapide
              form={form}
              cle={cleDe("competence", competence.code)}
              code={competence.code}
              intitule={competence.intitule}
              echelle={ref.niveauxReussite}
              note={note(lignes, cleDe("competence", competence.code), props)}
            />,
            ...(detail ? competence.details : []).map((critere) => (
              <LigneRapide
                form={form}
                cle={cleDe("detail", critere.code)}
                code=""
                intitule={critere.intitule}
                echelle={ref.niveauxReussite}
                critere
                note={note(lignes, cleDe("detail", critere.code), props)}
              />
            )),
          ])}
        </div>
      ))}
    </Card>
  );
};

const Ensemble = (props: Props) => {
  const { form, faits } = props;
  const { ref, lignes } = faits.grille;
  return (
    <Card title="Appréciation d’ensemble">
      <Stack>
        <div>
          <EchelleDite echelle={ref.engagement} />
          <LigneRapide
            form={form}
            cle="engagement"
            code=""
            intitule="Engagement sur la période (étoiles)"
            echelle={ref.engagement}
            note={note(lignes, "engagement", props)}
          />
        </div>
        <div>
          <Base form={form} cle="commentaire" />
          <TextArea form={form} name="commentaire" label="Commentaire" rows={3} />
        </div>
      </Stack>
    </Card>
  );
};

const Attitudes = (props: Props) => {
  const { form, faits } = props;
  const { ref, lignes } = faits.attitudes;
  const cles = ref.attitudes.map(({ code }) => cleDe("attitude", code));
  return (
    <Card
      title={
        <>
          Attitudes professionnelles
          <Compte form={form} cles={cles} />
        </>
      }
    >
      <EchelleDite echelle={ref.echelleAttitudes} />
      <div>
        {ref.attitudes.map(({ code, intitule }) => (
          <LigneRapide
            form={form}
            cle={cleDe("attitude", code)}
            code=""
            intitule={intitule}
            echelle={ref.echelleAttitudes}
            note={note(lignes, cleDe("attitude", code), props)}
          />
        ))}
      </div>
      <Base form={form} cle={COMMENTAIRE_ATTITUDES} />
      <TextArea form={form} name={COMMENTAIRE_ATTITUDES} label="Commentaire sur les attitudes" rows={2} />
    </Card>
  );
};

/** Why the competences are not typed here: an exam has its own grid, a locked bilan is read. */
const SansCompetences = ({ faits: { grille, refus } }: Props) => {
  if (!refus) return null;
  const { dossier, statut } = grille;
  if (statut.grilleCertificative)
    return (
      <Notice kind="info" title="Les compétences se reportent dans la grille certificative">
        <LinkButton kind="quiet" href={routes.grilleCertificative.href({ dossier })}>
          Ouvrir la grille certificative
        </LinkButton>
      </Notice>
    );
  return statut.bilanEntreprise ? (
    <Notice kind="locked" title="Bilan figé">
      {refus}
    </Notice>
  ) : null;
};

/** The paper typed in its own order, as fast as one reads it: a digit a line, or one press (S-77, B-27). */
export const TranscriptionPage = (props: Props) => {
  const { frame, faits, form, detail, now, fuseau, personne } = props;
  const { grille, attitudes, parties } = faits;
  const { dossier, apprenant, statut } = grille;
  const written = [grille.bilan, attitudes.bilan].filter((bilan) => bilan !== null);
  const modifieLe = written.map(({ modifieLe: le }) => le).sort((a, b) => b.getTime() - a.getTime())[0];
  const query = detail ? { detail: "oui" } : {};
  return (
    <Page
      frame={frame}
      title={`Reporter une grille papier : ${fullName(apprenant)}`}
      lead={resume(grille)}
      back={
        statut.bilanEntreprise
          ? { href: routes.bilanEntreprise.href({ dossier }), text: "Bilan entreprise" }
          : { href: routes.attitudes.href({ dossier }), text: "Bilan des attitudes" }
      }
      sticky
      actions={
        <EtatEnregistre
          id={FORM}
          form={form}
          modifieLe={modifieLe ?? null}
          boutonSeul={written.some(({ etat }) => etat === "transmis")}
          personne={personne}
          now={now}
          fuseau={fuseau}
        />
      }
    >
      <Stack>
        {form.conflict ? (
          <EnMemeTemps quoi="ce bilan" />
        ) : (
          <Transmission bilan={grille.bilan} apprenant={apprenant} fuseau={fuseau} />
        )}
        <SansCompetences {...props} />
        <p class="meta rapide-aide" hidden>
          Au clavier : le chiffre de la case la coche et passe à la ligne suivante, N pour NE ou Non observé,
          Suppr pour vider ; flèches haut et bas pour changer de ligne.
        </p>
        <Form
          id={FORM}
          action={routes.transcription.href({ dossier }, query)}
          keys={frame.keys}
          form={form}
          class="form transcription"
        >
          {parties.entreprise ? (
            <>
              <Rencontre {...props} />
              <Taches {...props} />
              <Competences {...props} />
              <Ensemble {...props} />
            </>
          ) : null}
          {parties.attitudes ? <Attitudes {...props} /> : null}
          <Actions>
            <Button>Enregistrer</Button>
            <Button
              kind="secondary"
              icon="send"
              formaction={routes.transcriptionTerminer.href({ dossier }, query)}
            >
              Terminer et transmettre à l’apprenant
            </Button>
          </Actions>
        </Form>
      </Stack>
    </Page>
  );
};
