import { leMoment } from "#fiche-de-liaison/rules.ts";
import type { FaitsFiche } from "#fiche-de-liaison/store.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { de, fullName, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { couvreLaPeriode, dernierJourAcces, type EtatTuteur, etatTuteur } from "#tuteurs/rules.ts";
import type { LigneTuteur, PeriodeTuteurs } from "#tuteurs/store.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { ConflictNotice } from "#ui/conflict.tsx";
import { Definitions } from "#ui/definition.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form, KeyFields } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Frame } from "#ui/page.tsx";

type Props = {
  periode: PeriodeTuteurs;
  ligne: LigneTuteur;
  fiche: FaitsFiche;
  actor: Actor;
  frame: Frame;
  today: CivilDate;
  form: FormState;
  inviter: Decision;
};

/** « Identité du tuteur », at the right of the list. */
export const IdentiteDuTuteur = (props: Props) => {
  const { ligne, form, today, actor } = props;
  const etat = etatTuteur(ligne.statut, ligne.invitation, today);
  return (
    <Card title={`Tuteur ${de(fullName(ligne))}`} id="tuteur">
      {etat.etat === "apprenti" ? (
        <Maitre ligne={ligne} />
      ) : (
        <Stack>
          {form.conflict ? <ConflictNotice conflict={form.conflict} /> : null}
          <AFaire etat={etat} fuseau={actor.etablissement.fuseau} />
          <Invitation ligne={ligne} fuseau={actor.etablissement.fuseau} />
          <Envoyer {...props} />
          <Autrement {...props} />
          <Invalider {...props} />
        </Stack>
      )}
    </Card>
  );
};

const Maitre = ({ ligne }: { ligne: LigneTuteur }) => (
  <Notice kind="info" title="Apprenti : pas de tuteur de stage">
    {ligne.maitre
      ? `Il est suivi par son maître d’apprentissage, ${fullName(ligne.maitre)} (${ligne.maitre.entreprise}). Son compte est créé par l’administrateur.`
      : "Il est suivi par son maître d’apprentissage. Aucun n’est encore enregistré pour cette période : l’administrateur crée son compte."}
  </Notice>
);

/** What awaits the teacher, in words. */
const AFaire = ({ etat, fuseau }: { etat: EtatTuteur; fuseau: string }) => {
  if (etat.etat === "lien-demande")
    return (
      <Notice kind="warning" title="Nouveau lien demandé">
        Le tuteur l’a demandé {leMoment(etat.le, fuseau)}. Vérifiez son adresse : renvoyer le lien accepte la
        demande.
      </Notice>
    );
  if (etat.etat === "refuse")
    return (
      <Notice kind="danger" title="Envoi refusé">
        Le courriel n’a pas pu être remis : {etat.raison || "adresse refusée"}. Corrigez l’adresse et renvoyez
        le lien.
      </Notice>
    );
  return null;
};

const Invitation = ({ ligne: { invitation }, fuseau }: { ligne: LigneTuteur; fuseau: string }) =>
  invitation ? (
    <Definitions
      rows={[
        { term: "Invité", value: `${fullName(invitation.tuteur)}, ${leMoment(invitation.inviteLe, fuseau)}` },
        { term: "Adresse", value: invitation.tuteur.courriel },
        invitation.revoqueLe
          ? { term: "Accès invalidé", value: leMoment(invitation.revoqueLe, fuseau) }
          : { term: "Valable jusqu’au", value: longDate(invitation.jusquAu) },
        {
          term: "Première visite",
          value: invitation.premiereVisiteLe ? leMoment(invitation.premiereVisiteLe, fuseau) : "Pas encore",
        },
      ]}
    />
  ) : null;

const Envoyer = ({ periode, ligne, fiche, frame, today, form, inviter }: Props) => {
  const jusquAu = dernierJourAcces(today);
  const change = ligne.invitation && !ligne.invitation.revoqueLe ? ligne.invitation.tuteur.courriel : null;
  return (
    <Form
      action={routes.tuteurInviter.href({ periode: periode.id, dossier: ligne.dossier })}
      keys={frame.keys}
      form={form}
      version={fiche.accueil.version}
      label="Identité du tuteur"
    >
      <TextField form={form} name="nom" label="Nom" required verbatim />
      <TextField form={form} name="prenom" label="Prénom" required verbatim />
      <TextField
        form={form}
        name="courriel"
        label="Adresse mail"
        type="email"
        inputmode="email"
        hint={change ? "Une autre adresse invite un autre tuteur : l’accès du premier s’arrête." : undefined}
        required
        verbatim
      />
      {couvreLaPeriode(jusquAu, periode.au) ? null : (
        <Notice kind="warning">
          Envoyé aujourd’hui, l’accès s’arrêtera le {longDate(jusquAu)} : moins de trente jours après la fin
          de la période. Mieux vaut attendre, ou renvoyer le lien plus tard.
        </Notice>
      )}
      <Actions>
        <Button icon="send" locked={raison(inviter)}>
          Envoyer un lien d’accès au tuteur
        </Button>
      </Actions>
    </Form>
  );
};

/** For a tutor who reads no mail: the link itself, to copy, photograph or print (B-39). */
const Autrement = ({ periode, ligne, frame, today, inviter }: Props) => {
  const { invitation } = ligne;
  const vivant = invitation && !invitation.revoqueLe && invitation.jusquAu >= today;
  return (
    <form method="post" action={routes.tuteurRemettre.href({ periode: periode.id, dossier: ligne.dossier })}>
      <KeyFields keys={frame.keys} />
      <Button
        kind="secondary"
        icon="qr-code"
        locked={raison(inviter) ?? (vivant ? undefined : "Envoyez d’abord un lien d’accès.")}
      >
        Remettre le lien autrement
      </Button>
    </form>
  );
};

const Invalider = ({ periode, ligne, frame, inviter }: Props) => {
  const none = ligne.invitation && !ligne.invitation.revoqueLe ? undefined : "Aucun accès en cours.";
  return (
    <form method="post" action={routes.tuteurInvalider.href({ periode: periode.id, dossier: ligne.dossier })}>
      <KeyFields keys={frame.keys} />
      <Button kind="secondary" icon="ban" locked={raison(inviter) ?? none}>
        Invalider l’accès
      </Button>
    </form>
  );
};

const raison = (decision: Decision) => (decision.ok ? undefined : decision.message);
