import { adresseLieu } from "#fiche-de-liaison/lieu/adresse.ts";
import type { FaitsLieu } from "#fiche-de-liaison/lieu/faits.ts";
import { devientProposition, leMoment, type RaisonProposition } from "#fiche-de-liaison/rules.ts";
import type { Actor } from "#kernel/actor.ts";
import type { FormState } from "#kernel/form.ts";
import { dateRange, fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { DateField, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Grid, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Frame } from "#ui/page.tsx";

const pourquoiProposer: Record<RaisonProposition, string> = {
  "tuteur-invite": "Ton tuteur a déjà reçu son lien d’accès.",
  "convention-signee": "Ta convention est signée.",
};

type Props = { faits: FaitsLieu; actor: Actor; frame: Frame; form: FormState };

/** The company, its days when there are two, and the tutor: one form, one save. */
export const LieuForm = ({ faits, actor, frame, form }: Props) => {
  const tu = actor.role === "apprenant";
  const { accueil, periode } = faits;
  const proposer = devientProposition(actor.role, {
    tuteurInvite: accueil.tuteurInvite,
    conventionSignee: faits.convention !== null,
  });
  const nom = accueil.auteur ? fullName(accueil.auteur) : null;
  return (
    <Form
      action={adresseLieu(faits.dossier, accueil.rang)}
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
            <p-entreprises data-adresse={routes.entreprisesRecherche.href({}, { format: "json" })}>
              <TextField form={form} name="entreprise" label="Raison sociale" required autocomplete="off" />
            </p-entreprises>
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
              hint={
                tu
                  ? "Facultatif : quatorze chiffres, sur une facture, le tampon de l’entreprise ou les mentions légales de son site. Demande-le à ton tuteur."
                  : "Facultatif : quatorze chiffres, sur une facture, le tampon de l’entreprise ou les mentions légales de son site."
              }
              inputmode="numeric"
              width="medium"
            />
          </div>
        </Card>
        <Stack>
          {faits.sejours.length > 1 ? <JoursFields form={form} periode={periode} /> : null}
          {faits.apprenant.statut === "apprenti" ? (
            <Maitre faits={faits} tu={tu} />
          ) : (
            <TuteurFields form={form} tu={tu} />
          )}
        </Stack>
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

const JoursFields = ({ form, periode }: { form: FormState; periode: FaitsLieu["periode"] }) => (
  <Card title="Les jours dans cette entreprise">
    <div class="form">
      <p class="meta">La période va {dateRange(periode.du, periode.au)}. Sans date, ses propres jours.</p>
      <DateField form={form} name="du" label="Premier jour" min={periode.du} max={periode.au} />
      <DateField form={form} name="au" label="Dernier jour" min={periode.du} max={periode.au} />
    </div>
  </Card>
);

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
export const Maitre = ({ faits: { maitre, accueil }, tu = false }: { faits: FaitsLieu; tu?: boolean }) => (
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
