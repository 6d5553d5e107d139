import type { Maitre as MaitreSousContrat } from "#dossiers/store/maitre.ts";
import { FichePage } from "#fiche-de-liaison/fiche-page.tsx";
import { Proposition, PropositionEnvoyee } from "#fiche-de-liaison/lieu/proposition.tsx";
import { devientProposition, leMoment, type RaisonProposition } from "#fiche-de-liaison/rules.ts";
import type { FaitsFiche } from "#fiche-de-liaison/store.ts";
import type { Actor } from "#kernel/actor.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { ConflictNotice } from "#ui/conflict.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Grid } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Frame } from "#ui/page.tsx";

/** What this tab shows: the fiche, and the maître of an apprenti. */
export type FaitsLieu = FaitsFiche & { maitre: MaitreSousContrat | null };

type Props = {
  faits: FaitsLieu;
  actor: Actor;
  frame: Frame;
  form: FormState;
  modifier: Decision;
  /** may accept or set aside the learner's proposal */
  trancher: boolean;
};

export const LieuPage = ({ faits, actor, frame, form, modifier, trancher }: Props) => (
  <FichePage faits={faits} actor={actor} frame={frame} onglet="lieu">
    {form.conflict && !modifier.ok ? <ConflictNotice conflict={form.conflict} /> : null}
    {faits.proposition ? (
      trancher ? (
        <Proposition
          faits={faits}
          proposition={faits.proposition}
          frame={frame}
          fuseau={actor.etablissement.fuseau}
        />
      ) : (
        <PropositionEnvoyee
          proposition={faits.proposition}
          accueil={faits.accueil}
          tutoie={actor.role === "apprenant"}
          fuseau={actor.etablissement.fuseau}
        />
      )
    ) : null}
    {actor.role === "apprenant" && faits.ecarteeLe && !faits.proposition ? (
      <Notice kind="info" title="Proposition écartée">
        Ta proposition n’a pas été retenue ({leMoment(faits.ecarteeLe, actor.etablissement.fuseau)}).
        Parles-en avec ton enseignant.
      </Notice>
    ) : null}
    {modifier.ok ? (
      <LieuForm faits={faits} actor={actor} frame={frame} form={form} />
    ) : (
      <LieuLu faits={faits} />
    )}
  </FichePage>
);

const pourquoiProposer: Record<RaisonProposition, string> = {
  "tuteur-invite": "Ton tuteur a déjà reçu son lien d’accès.",
  "convention-signee": "Ta convention est signée.",
};

const LieuForm = ({ faits, actor, frame, form }: Omit<Props, "modifier" | "trancher">) => {
  const tu = actor.role === "apprenant";
  const { accueil } = faits;
  const proposer = devientProposition(actor.role, {
    tuteurInvite: accueil.tuteurInvite,
    conventionSignee: faits.convention !== null,
  });
  const nom = accueil.auteur ? fullName(accueil.auteur) : null;
  return (
    <Form
      action={routes.ficheLieu.href({ dossier: faits.dossier })}
      keys={frame.keys}
      form={form}
      version={accueil.version}
      label="Lieu de réalisation"
    >
      {proposer && !faits.proposition ? (
        <Notice kind="info">
          {pourquoiProposer[proposer]} Un changement d’entreprise ou de tuteur est donc proposé à tes
          enseignants, qui l’acceptent ou l’écartent.
        </Notice>
      ) : null}
      <Grid wide>
        <Card title="L’entreprise">
          <div class="form">
            <TextField
              form={form}
              name="entreprise"
              label="Raison sociale"
              required
              autocomplete="organization"
            />
            <TextField form={form} name="adresse" label="Adresse" autocomplete="street-address" />
            <TextField
              form={form}
              name="codePostal"
              label="Code postal"
              inputmode="numeric"
              autocomplete="postal-code"
              width="short"
            />
            <TextField form={form} name="ville" label="Ville" autocomplete="address-level2" />
            <TextField form={form} name="secteur" label="Secteur d’activité" />
            <TextField
              form={form}
              name="telephone"
              label="Téléphone"
              type="tel"
              inputmode="tel"
              width="medium"
            />
            <TextField
              form={form}
              name="siret"
              label="SIRET"
              hint="Facultatif : quatorze chiffres."
              inputmode="numeric"
              width="medium"
            />
          </div>
        </Card>
        {faits.apprenant.statut === "apprenti" ? (
          <Maitre faits={faits} tu={tu} />
        ) : (
          <TuteurFields form={form} tu={tu} />
        )}
      </Grid>
      <Actions>
        <Button icon={proposer ? "send" : "check"}>
          {proposer ? "Proposer ce changement" : "Enregistrer"}
        </Button>
        {accueil.le && nom ? (
          <p class="meta">
            Dernière modification par {nom}, {leMoment(accueil.le, actor.etablissement.fuseau)}
          </p>
        ) : null}
      </Actions>
    </Form>
  );
};

const TuteurFields = ({ form, tu }: { form: FormState; tu: boolean }) => (
  <Card title="Le tuteur de stage">
    <div class="form">
      <TextField form={form} name="tuteurNom" label="Nom" verbatim />
      <TextField form={form} name="tuteurPrenom" label="Prénom" verbatim />
      <TextField
        form={form}
        name="tuteurTelephone"
        label="Téléphone"
        type="tel"
        inputmode="tel"
        width="medium"
      />
      <TextField
        form={form}
        name="tuteurCourriel"
        label="Courriel"
        type="email"
        inputmode="email"
        hint={
          tu
            ? "Son adresse professionnelle, pas la tienne : ton enseignant lui enverra un lien d’accès."
            : "Son adresse professionnelle : le lien d’accès y sera envoyé."
        }
        verbatim
      />
    </div>
  </Card>
);

/** An apprenti's maître comes from his contract: nobody types him here. */
const Maitre = ({ faits: { maitre, accueil }, tu = false }: { faits: FaitsLieu; tu?: boolean }) => (
  <Card title="Le maître d’apprentissage">
    {maitre ? (
      <Definitions
        rows={[
          { term: "Nom", value: fullName(maitre) },
          { term: "Courriel", value: maitre.courriel },
          { term: "Entreprise du contrat", value: maitre.entreprise },
          { term: "Téléphone de l’entreprise", value: accueil.lieu.telephone },
        ]}
      />
    ) : null}
    <p class="meta">
      {maitre
        ? `${tu ? "Ton" : "Le"} maître d’apprentissage a un compte créé par l’administrateur : il n’y a rien à remplir ici.`
        : "Aucun maître d’apprentissage n’est encore enregistré : l’administrateur crée son compte."}
    </p>
  </Card>
);

/** For those who read only: the tutor, the maître, the other teachers. */
const LieuLu = ({ faits }: { faits: FaitsLieu }) => {
  const { lieu } = faits.accueil;
  if (!lieu.entreprise)
    return (
      <Empty icon="map-pin">Le lieu de réalisation n’est pas encore connu : l’apprenant le remplira.</Empty>
    );
  return (
    <Grid wide>
      <Card title="L’entreprise">
        <Definitions
          rows={[
            { term: "Raison sociale", value: lieu.entreprise },
            {
              term: "Adresse",
              value: [lieu.adresse, `${lieu.codePostal} ${lieu.ville}`.trim()].filter(Boolean).join("\n"),
            },
            { term: "Secteur d’activité", value: lieu.secteur },
            { term: "Téléphone", value: lieu.telephone },
            { term: "SIRET", value: lieu.siret },
          ]}
        />
      </Card>
      {faits.apprenant.statut === "apprenti" ? (
        <Maitre faits={faits} />
      ) : (
        <Card title="Le tuteur de stage">
          <Definitions
            rows={[
              { term: "Nom", value: `${lieu.tuteurPrenom} ${lieu.tuteurNom}`.trim() },
              { term: "Téléphone", value: lieu.tuteurTelephone },
              { term: "Courriel", value: lieu.tuteurCourriel },
            ]}
          />
        </Card>
      )}
    </Grid>
  );
};
