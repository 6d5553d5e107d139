import { CompetencesPart, type Dessin, TachesPart } from "#bilans/entreprise/grille.tsx";
import type { FaitsBilan } from "#bilans/entreprise/rules.ts";
import type { GrilleLue } from "#bilans/entreprise/store.ts";
import { EnMemeTemps, EtatEnregistre } from "#bilans/lignes/enregistrement.tsx";
import { lireCompetence } from "#bilans/lignes/rules.ts";
import { Transmission } from "#bilans/lignes/transmission.tsx";
import { signature } from "#bilans/lignes/words.ts";
import type { BarreVoisins } from "#dossiers/rules/voisins.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { competencesMobilisees } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Etoiles } from "#ui/etoiles.tsx";
import { DateField, TextArea } from "#ui/fields.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Columns, Stack } from "#ui/layout.tsx";
import { niveauxDe } from "#ui/niveaux.ts";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

/** The id of the form; the save state speaks of it. */
const FORM = "bilan-entreprise";

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
  fuseau: string;
  /** who writes: drafts are kept under this id on his device */
  personne: string;
  voisins: BarreVoisins | undefined;
};

const Ensemble = ({ dessin }: { dessin: Dessin }) => {
  const { form, ref, lignes, now, fuseau } = dessin;
  const by = (cle: string) => {
    const text = signature(lignes.get(cle), now, fuseau);
    return text ? <p class="grille-note">{text}</p> : null;
  };
  return (
    <Card title="Appréciation d’ensemble">
      <Stack>
        <div>
          <Hidden name="base.engagement" value={textOf(form, "base.engagement")} />
          <Etoiles
            name="engagement"
            legend="Engagement sur la période"
            degres={ref.engagement.map(({ code, intitule }) => ({ code, text: intitule }))}
            value={textOf(form, "engagement")}
            error={form.errors.engagement}
          />
          {by("engagement")}
        </div>
        <div>
          <Hidden name="base.dateRencontre" value={textOf(form, "base.dateRencontre")} />
          <DateField
            form={form}
            name="dateRencontre"
            label="Date de la rencontre"
            hint="Elle place ce bilan dans le tableau de bord. Par défaut : le dernier jour de la période."
          />
        </div>
        <div>
          <Hidden name="base.commentaire" value={textOf(form, "base.commentaire")} />
          <TextArea
            form={form}
            name="commentaire"
            label="Commentaire"
            hint="La prestation de l’apprenant dans son ensemble."
            rows={5}
          />
        </div>
      </Stack>
    </Card>
  );
};

/** The grid that teacher and company fill together (S-63…S-76). Drawn from `form`, whatever it comes from. */
export const GrillePage = ({ frame, grille, form, now, fuseau, personne, voisins }: GrilleProps) => {
  const { ref, lignes, taches, bilan, apprenant } = grille;
  const dessin: Dessin = { ref, niveaux: niveauxDe(ref), form, lignes, taches, now, fuseau };
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
          <Transmission bilan={bilan} apprenant={apprenant} fuseau={fuseau} />
        )}
        <Form
          id={FORM}
          action={routes.bilanEntreprise.href({ dossier: grille.dossier })}
          keys={frame.keys}
          form={form}
          class="form grille"
        >
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
            <CompetencesPart dessin={dessin} toutes={competencesMobilisees(ref)} />
            <Ensemble dessin={dessin} />
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

/** A period that has no bilan entreprise, and why (S-64, S-65). */
export const SansBilanPage = ({ frame, grille, why }: { frame: Frame; grille: GrilleLue; why: string }) => (
  <Page frame={frame} title="Pas de bilan entreprise" lead={grille.periode.nom} back={retour(grille)}>
    <Notice kind="info">{why}</Notice>
  </Page>
);

export const niveauChoisi = (valeur: string | undefined): string => lireCompetence(valeur ?? "").niveau;
