import { adresseLieu } from "#fiche-de-liaison/lieu/adresse.ts";
import { ChampsEntreprise, ChampsJours, ChampsTuteur, SeraPropose } from "#fiche-de-liaison/lieu/champs.tsx";
import type { FaitsLieu } from "#fiche-de-liaison/lieu/faits.ts";
import { devientProposition, leMoment } from "#fiche-de-liaison/rules.ts";
import type { Actor } from "#kernel/actor.ts";
import type { FormState } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Grid, Stack } from "#ui/layout.tsx";
import type { Frame } from "#ui/page.tsx";

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
      {proposer && !faits.proposition ? <SeraPropose raison={proposer} /> : null}
      <Grid wide>
        <Card title="L’entreprise">
          <ChampsEntreprise form={form} tu={tu} />
        </Card>
        <Stack>
          {faits.sejours.length > 1 ? (
            <Card title="Les jours dans cette entreprise">
              <ChampsJours form={form} periode={periode} />
            </Card>
          ) : null}
          {faits.apprenant.statut === "apprenti" ? (
            <Maitre faits={faits} tu={tu} />
          ) : (
            <Card title="Le tuteur de stage">
              <ChampsTuteur form={form} tu={tu} />
            </Card>
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
