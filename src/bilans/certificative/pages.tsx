import { GrilleEnseignant, GrilleEntreprise, type Moment } from "#bilans/certificative/formulaire.tsx";
import { ContenuLu } from "#bilans/certificative/lecture.tsx";
import { type Contenu, epreuveText, type FaitsGrille } from "#bilans/certificative/rules.ts";
import type { GrilleLue } from "#bilans/certificative/store.ts";
import { EnMemeTemps, EtatEnregistre } from "#bilans/lignes/enregistrement.tsx";
import { PapiersDeRencontre } from "#bilans/papier/liens.tsx";
import type { BarreVoisins } from "#dossiers/rules/voisins.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { TextArea } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

/** The id of the form; the save state speaks of it. */
const FORM = "grille-certificative";

/** « T MSPC · E31 · PFMP 5 · Fragrance Plus, Rouen » */
export const resume = ({ classe, ref, statut, periode, entreprise }: GrilleLue): string =>
  [
    classe.nom,
    epreuveText(ref, statut),
    periode.nom,
    entreprise ? [entreprise.nom, entreprise.ville].filter(Boolean).join(", ") : null,
  ]
    .filter(Boolean)
    .join(" · ");

export const retour = (faits: FaitsGrille) => ({
  href: routes.dossier.href({ dossier: faits.dossier }),
  text: `${fullName(faits.apprenant)}, ${faits.periode.nom}`,
});

export const titre = (faits: FaitsGrille) => `Grille certificative\u00a0: ${fullName(faits.apprenant)}`;

type Saisie = Moment & {
  frame: Frame;
  grille: GrilleLue;
  form: FormState;
  voisins: BarreVoisins | undefined;
  /** who writes: drafts are kept under this id on his device */
  personne: string;
};

/** The teacher's grid while it is a draft (S-65). */
export const EnseignantPage = (props: Saisie) => {
  const { frame, grille, form, voisins } = props;
  return (
    <Page
      frame={frame}
      title={titre(grille)}
      lead={resume(grille)}
      back={retour(grille)}
      voisins={voisins}
      sticky
      actions={<EtatEnregistre {...props} id={FORM} modifieLe={grille.grille?.modifieLe ?? null} />}
    >
      <Stack>
        {form.conflict ? <EnMemeTemps quoi="cette grille" /> : null}
        <Notice kind="info">
          Brouillon : l’apprenant ne voit pas cette grille, et elle n’entre pas dans son tableau de bord.
        </Notice>
        <PapiersDeRencontre {...grille} imprimer={null} transcrire={false} />
        <Form
          id={FORM}
          action={routes.grilleCertificative.href({ dossier: grille.dossier })}
          keys={frame.keys}
          form={form}
          class="form grille"
        >
          <Stack>
            <GrilleEnseignant grille={grille} form={form} moment={props} />
            <Actions>
              <Button>Enregistrer</Button>
              <Button kind="secondary" icon="lock" name="decision" value="valider">
                Valider la grille
              </Button>
              {grille.grille ? (
                <LinkButton
                  kind="quiet"
                  icon="printer"
                  href={routes.grilleCertificativePdf.href({ dossier: grille.dossier })}
                >
                  Imprimer le brouillon
                </LinkButton>
              ) : null}
            </Actions>
          </Stack>
        </Form>
      </Stack>
    </Page>
  );
};

/** The company's page: it proposes, and reads what the teacher chose. */
export const EntreprisePage = (props: Saisie) => {
  const { frame, grille, form, voisins } = props;
  return (
    <Page
      frame={frame}
      title={titre(grille)}
      lead={resume(grille)}
      back={retour(grille)}
      voisins={voisins}
      sticky
      actions={<EtatEnregistre {...props} id={FORM} modifieLe={grille.grille?.modifieLe ?? null} />}
    >
      <Stack>
        {form.conflict ? <EnMemeTemps quoi="cette grille" /> : null}
        <Notice kind="info">
          Vous proposez un niveau pour chaque compétence. L’enseignant choisit et valide la grille ; vos
          propositions y restent écrites, avec votre nom.
        </Notice>
        <PapiersDeRencontre {...grille} imprimer={null} transcrire={false} />
        <Form
          id={FORM}
          action={routes.grilleCertificativeProposer.href({ dossier: grille.dossier })}
          keys={frame.keys}
          form={form}
          class="form grille"
        >
          <Stack>
            <GrilleEntreprise grille={grille} form={form} moment={props} />
            <Actions>
              <Button>Enregistrer mes propositions</Button>
            </Actions>
          </Stack>
        </Form>
      </Stack>
    </Page>
  );
};

/** What is about to be frozen, read once more. */
export const ValiderPage = ({
  frame,
  grille,
  contenu,
  change,
  fuseau,
  manque,
}: {
  frame: Frame;
  grille: GrilleLue;
  contenu: Contenu;
  /** what happened while it was being read: it is asked again */
  change: string | null;
  fuseau: string;
  /** why it cannot be validated yet */
  manque: string | null;
}) => {
  const back = routes.grilleCertificative.href({ dossier: grille.dossier });
  return (
    <Page
      frame={frame}
      title="Valider la grille certificative"
      lead={`${fullName(grille.apprenant)} · ${resume(grille)}`}
      back={{ href: back, text: titre(grille) }}
    >
      <Stack>
        {change ? (
          <Notice kind="warning" title="La grille a changé">
            {change}
          </Notice>
        ) : null}
        {manque ? (
          <Notice
            kind="warning"
            title="Cette grille n’est pas encore complète"
            action={<LinkButton href={back}>Compléter la grille</LinkButton>}
          >
            {manque}
          </Notice>
        ) : (
          <Confirm
            title="Valider cette grille ?"
            action={routes.grilleCertificativeValider.href({ dossier: grille.dossier })}
            keys={frame.keys}
            form={formOf()}
            version={grille.grille?.revision ?? 0}
            submit="Valider la grille"
            cancel={{ href: back, text: "Pas encore" }}
          >
            <p>
              La version 1 sera datée, signée de votre nom, et personne ne la changera plus. Une erreur se
              corrigera par une nouvelle version, avec un motif ; celle-ci restera lisible.
            </p>
          </Confirm>
        )}
        <ContenuLu contenu={contenu} referentiel={grille.ref} fuseau={fuseau} />
      </Stack>
    </Page>
  );
};

/** The same grid over a validated version: what is changed here, and why, is the next version. */
export const CorrigerPage = ({ frame, grille, form, now, fuseau }: Omit<Saisie, "voisins" | "personne">) => {
  const back = routes.grilleCertificative.href({ dossier: grille.dossier });
  const prochaine = grille.versions.length + 1;
  return (
    <Page
      frame={frame}
      title={`Corriger la grille certificative\u00a0: ${fullName(grille.apprenant)}`}
      lead={resume(grille)}
      back={{ href: back, text: titre(grille) }}
    >
      <Stack>
        {form.conflict ? <EnMemeTemps quoi="cette grille" /> : null}
        <Notice kind="warning" title={`Version ${prochaine}`}>
          {`La version ${prochaine - 1} reste lisible. Rien n’est enregistré avant que vous validiez la version ${prochaine}.`}
        </Notice>
        <Form
          id="correction"
          action={routes.grilleCertificativeCorriger.href({ dossier: grille.dossier })}
          keys={frame.keys}
          form={form}
          class="form grille"
        >
          <Stack>
            <GrilleEnseignant grille={grille} form={form} moment={{ now, fuseau }} />
            <TextArea
              form={form}
              name="motif"
              label="Motif de la correction"
              hint="Il est écrit dans la nouvelle version, avec votre nom."
              rows={2}
              required
            />
            <Actions>
              <Button icon="lock">{`Valider la version ${prochaine}`}</Button>
              <LinkButton kind="quiet" href={back}>
                Renoncer
              </LinkButton>
            </Actions>
          </Stack>
        </Form>
      </Stack>
    </Page>
  );
};
