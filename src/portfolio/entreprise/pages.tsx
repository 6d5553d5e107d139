import type { FormState } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { questionsEntreprise } from "#portfolio/entreprise/form.ts";
import type { FaitsEntreprise } from "#portfolio/entreprise/load.ts";
import { LectureSeule, PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { SaveLine } from "#portfolio/save-line.tsx";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Grid } from "#ui/layout.tsx";
import type { Screen } from "#web/act.ts";

const FORM = "entreprise";

/** What the fiche de liaison already says: nobody types it twice. */
const DeLaFiche = ({ faits, sienne }: { faits: FaitsEntreprise; sienne: boolean }) => {
  const { accueil, maitre, dossier } = faits;
  const fiche = routes.fiche.href({ dossier, onglet: "lieu" });
  if (!accueil?.entreprise)
    return (
      <Card title="L’entreprise">
        <Empty
          icon="building-2"
          action={sienne ? <LinkButton href={fiche}>Remplir ma fiche de liaison</LinkButton> : null}
        >
          {sienne
            ? "Ton entreprise n’est pas encore dans ta fiche de liaison : ce que tu y écris s’affichera ici."
            : "L’entreprise n’est pas encore renseignée dans la fiche de liaison."}
        </Empty>
      </Card>
    );
  return (
    <Card title={accueil.entreprise} meta="d’après la fiche de liaison">
      <Definitions
        rows={[
          {
            term: "Adresse",
            value: [accueil.adresse, `${accueil.codePostal} ${accueil.ville}`.trim()]
              .filter(Boolean)
              .join("\n"),
          },
          { term: "Secteur d’activité", value: accueil.secteur },
          { term: "Téléphone", value: accueil.telephone },
          ...(faits.apprenant.statut === "apprenti"
            ? [
                { term: "Maître d’apprentissage", value: maitre ? fullName(maitre) : "" },
                { term: "Son courriel", value: maitre?.courriel ?? "" },
              ]
            : [
                {
                  term: "Tuteur",
                  value: fullName({ prenom: accueil.tuteurPrenom, nom: accueil.tuteurNom }).trim(),
                },
                { term: "Téléphone du tuteur", value: accueil.tuteurTelephone },
                { term: "Courriel du tuteur", value: accueil.tuteurCourriel },
              ]),
        ]}
      />
      {sienne ? (
        <p>
          <a href={fiche}>Modifier dans ta fiche de liaison</a>
        </p>
      ) : null}
    </Card>
  );
};

type Props = { faits: FaitsEntreprise; screen: Screen; form: FormState };

const Formulaire = ({ faits, screen, form }: Props) => (
  <Form
    id={FORM}
    action={routes.presentation.href({ dossier: faits.dossier })}
    keys={screen.frame.keys}
    form={form}
    version={faits.ecrit.version}
  >
    <Card title="Présente ton entreprise">
      {questionsEntreprise.map(({ kind, max, ...field }) =>
        kind === "texte" ? (
          <TextArea form={form} {...field} rows={4} />
        ) : (
          <TextField form={form} {...field} maxlength={max} />
        ),
      )}
      <Actions>
        <Button icon="check">Enregistrer</Button>
      </Actions>
    </Card>
  </Form>
);

const Lecture = ({ faits }: { faits: FaitsEntreprise }) => (
  <Card title={`Ce qu’en dit ${faits.apprenant.prenom}`}>
    <Definitions
      empty="Pas encore écrit"
      rows={questionsEntreprise.map(({ name, label }) => ({
        term: label,
        value: faits.ecrit.contenu[name] as string,
      }))}
    />
    <LectureSeule faits={faits} />
  </Card>
);

/** « Présenter l'entreprise » (S-45, S-46). */
export const EntreprisePage = ({ faits, screen, form }: Props) => {
  const { actor, frame, today } = screen;
  const ecrit = droitsPortfolio.ecrire(actor, faits).ok;
  const state = <SaveLine formulaire={FORM} ecrit={faits.ecrit} form={form} actor={actor} today={today} />;
  return (
    <PortfolioPage
      frame={frame}
      actor={actor}
      faits={faits}
      onglet="entreprise"
      actions={ecrit ? state : undefined}
    >
      <Grid wide>
        <DeLaFiche faits={faits} sienne={ecrit} />
        {ecrit ? <Formulaire faits={faits} screen={screen} form={form} /> : <Lecture faits={faits} />}
      </Grid>
    </PortfolioPage>
  );
};
