import type { Child } from "hono/jsx";
import { autoEnRegard } from "#bilans/autoevaluation/regard.tsx";
import { CompetencesPart, type Dessin, TachesPart } from "#bilans/entreprise/grille.tsx";
import { liensDes } from "#bilans/entreprise/preuves.ts";
import type { FaitsBilan } from "#bilans/entreprise/rules.ts";
import type { GrilleLue } from "#bilans/entreprise/store.ts";
import { Base, Signature } from "#bilans/lignes/competences.tsx";
import { revisionDe } from "#bilans/lignes/direct.ts";
import { EnMemeTemps, EtatEnregistre } from "#bilans/lignes/enregistrement.tsx";
import { type Cle, lireCompetence } from "#bilans/lignes/rules.ts";
import { Transmission } from "#bilans/lignes/transmission.tsx";
import { PapiersDeRencontre } from "#bilans/papier/liens.tsx";
import type { BarreVoisins } from "#dossiers/rules/voisins.ts";
import type { Actor } from "#kernel/actor.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Etoiles } from "#ui/etoiles.tsx";
import { DateField, TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Columns, Stack } from "#ui/layout.tsx";
import { niveauxDe } from "#ui/niveaux.ts";
import { type Frame, Page } from "#ui/page.tsx";

/** The id of the form; the save state speaks of it. */
const FORM = "bilan-entreprise";

/** The state that the page showed. */
export const CHAMP_ETAT = "etat-vu";

/** « PFMP 3 · Fragrance Plus, Rouen · tuteur : Julien Boisseau » (S-66) */
export const resume = ({ apprenant, periode, entreprise, tuteur }: GrilleLue): string =>
  [
    periode.nom,
    entreprise
      ? [entreprise.nom, entreprise.ville].filter(Boolean).join(", ")
      : "entreprise à renseigner dans la fiche",
    tuteur ? `${apprenant.statut === "apprenti" ? "maître d’apprentissage" : "tuteur"} : ${tuteur}` : null,
  ]
    .filter(Boolean)
    .join(" · ");

export const retour = (faits: FaitsBilan) => ({
  href: routes.dossier.href({ dossier: faits.dossier }),
  text: `${fullName(faits.apprenant)}, ${faits.periode.nom}`,
});

type GrilleProps = {
  frame: Frame;
  grille: GrilleLue;
  form: FormState;
  now: Date;
  /** who writes: drafts are kept under his id on his device */
  actor: Pick<Actor, "role" | "habilitation" | "etablissement">;
  voisins: BarreVoisins | undefined;
};

const Ensemble = ({ dessin, enseignant }: { dessin: Dessin; enseignant: boolean }) => {
  const { form, ref, grille } = dessin;
  const line = (cle: Cle, field: Child) => (
    <div data-ligne={cle}>
      <Base form={form} cle={cle} />
      {field}
      {cle === "engagement" ? <Signature dessin={dessin} cle={cle} /> : null}
      {dessin.propose?.(cle)}
    </div>
  );
  return (
    <Card title="Appréciation d’ensemble">
      <Stack>
        {line(
          "engagement",
          <Etoiles
            name="engagement"
            legend="Engagement sur la période"
            degres={ref.engagement.map(({ code, intitule }) => ({ code, text: intitule }))}
            value={textOf(form, "engagement")}
            error={form.errors.engagement}
          />,
        )}
        {line(
          "dateRencontre",
          <DateField
            form={form}
            name="dateRencontre"
            label="Date de la rencontre"
            hint="Elle place ce bilan dans le tableau de bord. Par défaut : le dernier jour de la période."
          />,
        )}
        {enseignant
          ? line(
              "presence",
              <TextField
                form={form}
                name="presence"
                label="Saisi en présence de"
                hint="Si vous saisissez pour deux, sur cet appareil : le nom de la personne de l’entreprise. Sinon, laissez vide."
                maxlength={120}
                suggestions={grille.tuteur ? [grille.tuteur] : []}
              />,
            )
          : null}
        {line(
          "commentaire",
          <TextArea
            form={form}
            name="commentaire"
            label="Commentaire"
            hint="La prestation de l’apprenant dans son ensemble."
            rows={5}
          />,
        )}
      </Stack>
    </Card>
  );
};

/** The grid that teacher and company fill together (S-63…S-76). Drawn from `form`, whatever it comes from. */
export const GrillePage = ({ frame, grille, form, now, actor, voisins }: GrilleProps) => {
  const { ref, lignes, taches, bilan, apprenant } = grille;
  const { fuseau } = actor.etablissement;
  const enseignant = actor.role === "enseignant";
  const dessin: Dessin = {
    ref,
    niveaux: niveauxDe(ref),
    form,
    lignes,
    grille,
    now,
    fuseau,
    mots: enseignant ? "officiels" : "simples",
    propose: autoEnRegard(grille),
    preuves: (code) => liensDes(grille, ({ competences }) => competences.includes(code)),
  };
  const ticked = Object.entries(form.values).filter(([name, v]) => name.startsWith("tache.") && v === "oui");
  return (
    <Page
      frame={frame}
      title={`Bilan entreprise : ${fullName(apprenant)}`}
      lead={resume(grille)}
      back={retour(grille)}
      voisins={voisins}
      sticky
      actions={
        <EtatEnregistre
          id={FORM}
          form={form}
          modifieLe={bilan?.modifieLe ?? null}
          boutonSeul={bilan?.etat === "transmis"}
          personne={actor.habilitation}
          now={now}
          fuseau={fuseau}
        />
      }
    >
      <Stack>
        {form.conflict ? (
          form.conflict.fields.length > 0 ? (
            <EnMemeTemps quoi="ce bilan" />
          ) : null
        ) : (
          <Transmission bilan={bilan} apprenant={apprenant} fuseau={fuseau} />
        )}
        <PapiersDeRencontre
          dossier={grille.dossier}
          ref={ref}
          statut={grille.statut}
          imprimer={bilan && routes.bilanEntreprisePdf.href({ dossier: grille.dossier })}
          transcrire
        />
        <Form
          id={FORM}
          action={routes.bilanEntreprise.href({ dossier: grille.dossier })}
          keys={frame.keys}
          form={form}
          class="form grille"
          data={{
            direct: routes.bilanEntrepriseDirect.href({ dossier: grille.dossier }),
            revision: revisionDe(grille),
          }}
        >
          <p class="direct-annonce" role="status" />
          <Hidden name={CHAMP_ETAT} value={bilan?.etat ?? "brouillon"} />
          <Columns
            sideLabel="Tâches mises en œuvre"
            side={
              <div class="grille-taches">
                <h2>
                  Tâches mises en œuvre{" "}
                  <span class="card-meta taches-compte">
                    {ticked.length > 1 ? `${ticked.length} cochées` : `${ticked.length} cochée`}
                  </span>
                </h2>
                {bilan || taches.decrites.length === 0 ? null : (
                  <p class="meta">Proposées d’après le portfolio ; rien n’est enregistré avant vous.</p>
                )}
                <TachesPart dessin={dessin} />
              </div>
            }
          >
            <CompetencesPart dessin={dessin} />
            <Ensemble dessin={dessin} enseignant={enseignant} />
            <Actions>
              <Button>Enregistrer</Button>
              <Button
                kind="secondary"
                icon="send"
                formaction={routes.bilanEntrepriseTerminer.href({ dossier: grille.dossier })}
              >
                Terminer et transmettre à l’apprenant
              </Button>
            </Actions>
          </Columns>
        </Form>
      </Stack>
    </Page>
  );
};

export const niveauChoisi = (valeur: string | undefined): string => lireCompetence(valeur ?? "").niveau;
