import { ChampsEntreprise, ChampsJours, ChampsTuteur, SeraPropose } from "#fiche-de-liaison/lieu/champs.tsx";
import { PropositionEcartee, PropositionEnvoyee } from "#fiche-de-liaison/lieu/proposition.tsx";
import { joursDe } from "#fiche-de-liaison/lieu/rules.ts";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import { devientProposition } from "#fiche-de-liaison/rules.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { dateRange, fullName } from "#kernel/french.ts";
import { adresseModifierLieu, adressePresentation } from "#portfolio/entreprise/adresse.ts";
import type { FaitsEntreprise } from "#portfolio/entreprise/load.ts";
import { EntreprisesDAccueil } from "#portfolio/entreprise/sejours.tsx";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Fold, Stack } from "#ui/layout.tsx";
import type { Screen } from "#web/act.ts";

/** From one company to the other, when there are two (B-18). */
export const Sejours = ({ faits: { fiche, dossier } }: { faits: FaitsEntreprise }) =>
  fiche.sejours.length > 1 ? (
    <EntreprisesDAccueil
      sejours={fiche.sejours}
      courant={fiche.accueil.rang}
      href={(rang) => adressePresentation(dossier, rang)}
    />
  ) : null;

const Renseignements = ({ faits: { fiche, maitre } }: { faits: FaitsEntreprise }) => {
  const { lieu } = fiche.accueil;
  const sejour = fiche.sejours.find(({ id }) => id === fiche.accueil.id);
  const jours = joursDe(sejour ?? { du: null, au: null }, fiche.periode);
  const tuteur = [
    { term: "Tuteur", value: fullName({ prenom: lieu.tuteurPrenom, nom: lieu.tuteurNom }).trim() },
    { term: "Téléphone du tuteur", value: lieu.tuteurTelephone },
    { term: "Courriel du tuteur", value: lieu.tuteurCourriel },
  ];
  const sonMaitre = [
    { term: "Maître d’apprentissage", value: maitre ? fullName(maitre) : "" },
    { term: "Son courriel", value: maitre?.courriel ?? "" },
  ];
  return (
    <Definitions
      rows={[
        {
          term: "Adresse",
          value: [lieu.adresse, `${lieu.codePostal} ${lieu.ville}`.trim()].filter(Boolean).join("\n"),
        },
        { term: "Secteur d’activité", value: lieu.secteur },
        { term: "Téléphone", value: lieu.telephone },
        ...(fiche.sejours.length > 1
          ? [{ term: "Jours dans cette entreprise", value: dateRange(jours.du, jours.au) }]
          : []),
        ...(fiche.apprenant.statut === "apprenti" ? sonMaitre : tuteur),
      ]}
    />
  );
};

/** The company and the tutor as the fiche has them, the learner's to change at any time (S-45). */
const Corriger = ({ faits, screen, form }: { faits: FaitsEntreprise; screen: Screen; form: FormState }) => {
  const { fiche, dossier } = faits;
  const { accueil } = fiche;
  const raison = devientProposition("apprenant", {
    tuteurInvite: accueil.tuteurInvite,
    conventionSignee: fiche.convention !== null,
  });
  return (
    <Form
      id="lieu"
      action={adresseModifierLieu(dossier, accueil.rang)}
      keys={screen.frame.keys}
      form={form}
      version={accueil.version}
      label="Corriger l’entreprise et le tuteur"
    >
      {raison && !fiche.proposition ? <SeraPropose raison={raison} /> : null}
      <ChampsEntreprise form={form} tu />
      {fiche.sejours.length > 1 ? <ChampsJours form={form} periode={fiche.periode} /> : null}
      {fiche.apprenant.statut === "scolaire" ? (
        <>
          <h3>Le tuteur de stage</h3>
          <ChampsTuteur form={form} tu />
        </>
      ) : null}
      <p class="meta">
        {raison
          ? "Tes enseignants verront ta proposition à côté de la fiche actuelle."
          : "Ta fiche de liaison est mise à jour en même temps : rien n’est à taper deux fois."}
      </p>
      <Actions>
        <Button icon={raison ? "send" : "check"}>
          {raison ? "Proposer ce changement" : "Enregistrer l’entreprise"}
        </Button>
      </Actions>
    </Form>
  );
};

/** What waits for a teacher, or was set aside. */
const Propositions = ({ faits: { fiche, dossier }, screen: { actor } }: Pick<Props, "faits" | "screen">) => {
  const tutoie = actor.role === "apprenant";
  const fuseau = actor.etablissement.fuseau;
  const { proposition, accueil, ecarteeLe } = fiche;
  if (proposition)
    return (
      <>
        <PropositionEnvoyee proposition={proposition} accueil={accueil} tutoie={tutoie} fuseau={fuseau} />
        {droitsFiche.trancher(actor, fiche).ok ? (
          <p>
            <a href={routes.ficheLieu.href({ dossier }, accueil.rang === 2 ? { accueil: 2 } : {})}>
              Accepter ou écarter dans la fiche de liaison
            </a>
          </p>
        ) : null}
      </>
    );
  return tutoie && ecarteeLe ? <PropositionEcartee le={ecarteeLe} fuseau={fuseau} /> : null;
};

type Props = {
  faits: FaitsEntreprise;
  screen: Screen;
  /** the learner's own page */
  sienne: boolean;
  /** what was typed and refused */
  saisie: FormState | undefined;
};

/** What the fiche de liaison says of the company: nobody types it twice. */
export const Entreprise = ({ faits, screen, sienne, saisie }: Props) => {
  const { accueil, proposition } = faits.fiche;
  // one goes on from what one has proposed, not from what it would replace
  const form = saisie ?? formOf(proposition?.lieu ?? accueil.lieu);
  const corriger = <Corriger faits={faits} screen={screen} form={form} />;
  if (!accueil.lieu.entreprise)
    return (
      <Card title="L’entreprise">
        <Propositions faits={faits} screen={screen} />
        {sienne ? (
          <>
            <p class="meta">Ton entreprise n’est pas encore connue : écris ici ce que tu en sais.</p>
            {corriger}
          </>
        ) : (
          <Empty icon="building-2">L’entreprise n’est pas encore renseignée dans la fiche de liaison.</Empty>
        )}
      </Card>
    );
  return (
    <Card title={accueil.lieu.entreprise} meta="d’après la fiche de liaison">
      <Stack tight>
        <Propositions faits={faits} screen={screen} />
        <Renseignements faits={faits} />
        {sienne ? (
          <Fold summary="Corriger l’entreprise ou le tuteur" open={saisie !== undefined}>
            {corriger}
          </Fold>
        ) : null}
      </Stack>
    </Card>
  );
};
