import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { de, fullName, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { direSejour } from "#tuteurs/etat.tsx";
import { sejourDe } from "#tuteurs/liens.ts";
import type { Choisi } from "#tuteurs/load.ts";
import { couvreLaPeriode, dernierJourAcces, type FiltreTuteurs, vivante } from "#tuteurs/rules.ts";
import type { LigneTuteur } from "#tuteurs/store.ts";
import { AFaire, Anciens, Suivi } from "#tuteurs/suivi.tsx";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form, KeyFields } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Frame } from "#ui/page.tsx";

type Props = {
  choisi: Choisi;
  filtre: FiltreTuteurs | null;
  actor: Actor;
  frame: Frame;
  today: CivilDate;
  form: FormState;
  inviter: Decision;
};

/** « Identité du tuteur », at the right of the list. */
export const IdentiteDuTuteur = (props: Props) => {
  const { choisi, today, actor, inviter } = props;
  const { ligne, anciens } = choisi;
  const { fuseau } = actor.etablissement;
  return (
    <Card title={`Tuteur ${de(fullName(ligne))}`} id="tuteur">
      {ligne.statut === "apprenti" ? (
        <Maitre ligne={ligne} />
      ) : (
        <Stack>
          {ligne.plusieurs ? <p class="meta">{direSejour(ligne)}</p> : null}
          <AFaire ligne={ligne} fuseau={fuseau} peut={inviter.ok} form={FORM} />
          <Suivi ligne={ligne} fuseau={fuseau} today={today} />
          <Envoyer {...props} />
          <div class="tuteurs-actes">
            <Autrement {...props} />
            <Remplacer {...props} />
            <Invalider {...props} />
          </div>
          <Anciens anciens={anciens} fuseau={fuseau} />
        </Stack>
      )}
    </Card>
  );
};

/** The id of the form, which the button of a notice sends too. */
const FORM = "identite";

const Maitre = ({ ligne }: { ligne: LigneTuteur }) => (
  <Notice kind="info" title="Apprenti : pas de tuteur de stage">
    {ligne.maitre
      ? `Il est suivi par son maître d’apprentissage, ${fullName(ligne.maitre)} (${ligne.maitre.entreprise}). Son compte est créé par l’administrateur.`
      : "Il est suivi par son maître d’apprentissage. Aucun n’est encore enregistré pour cette période : l’administrateur crée son compte."}
  </Notice>
);

type Champs = { form: FormState; nom?: string; courriel?: string };

/** The three mandatory fields (S-34), with what changing them does. */
export const ChampsIdentite = ({ form, nom, courriel }: Champs) => (
  <>
    <TextField form={form} name="nom" label="Nom" hint={nom} required verbatim />
    <TextField form={form} name="prenom" label="Prénom" required verbatim />
    <TextField
      form={form}
      name="courriel"
      label="Courriel"
      type="email"
      inputmode="email"
      hint={courriel}
      required
      verbatim
    />
  </>
);

/** Where the acts on this stay are sent, and what the page goes back to. */
const ou = ({ choisi: { ligne, periode }, filtre }: Props) => ({
  params: { periode: periode.id, dossier: ligne.dossier },
  query: { ...sejourDe(ligne.accueil.rang), ...(filtre ? { filtre } : {}) },
});

const Envoyer = (props: Props) => {
  const { choisi, frame, today, form, inviter } = props;
  const { ligne, periode } = choisi;
  const { params, query } = ou(props);
  const jusquAu = dernierJourAcces(today);
  const present = vivante(ligne);
  const venu = Boolean(present?.premiereVisiteLe);
  return (
    <Form
      id={FORM}
      action={routes.tuteurInviter.href(params, query)}
      keys={frame.keys}
      form={form}
      version={ligne.accueil.version}
      label="Identité du tuteur"
    >
      <ChampsIdentite
        form={form}
        {...(venu ? { nom: "Corriger le nom le corrige aussi sur ce qu’il a déjà signé." } : {})}
        {...(present && !venu
          ? { courriel: "Corriger l’adresse ferme les liens envoyés à l’ancienne." }
          : {})}
      />
      {couvreLaPeriode(jusquAu, periode.au) ? null : (
        <Notice kind="warning">
          Envoyé aujourd’hui, l’accès s’arrêtera le {longDate(jusquAu)} : moins de trente jours après la fin
          de la période. Mieux vaut attendre, ou renvoyer le lien plus tard.
        </Notice>
      )}
      <Actions>
        <Button icon="send" locked={raison(inviter)}>
          {present ? "Renvoyer le lien" : "Envoyer un lien d’accès au tuteur"}
        </Button>
      </Actions>
      {present ? <p class="meta">Les liens déjà envoyés à cette adresse marchent toujours.</p> : null}
    </Form>
  );
};

/** For a tutor who reads no mail: the link itself, to copy, photograph or print (B-39). */
const Autrement = (props: Props) => {
  const { choisi, frame, today, inviter } = props;
  const { params, query } = ou(props);
  const present = vivante(choisi.ligne);
  const pas = present && present.jusquAu >= today ? undefined : "Envoyez d’abord un lien d’accès.";
  return (
    <form method="post" action={routes.tuteurRemettre.href(params, query)}>
      <KeyFields keys={frame.keys} />
      <Button kind="secondary" icon="qr-code" locked={raison(inviter) ?? pas}>
        Remettre le lien autrement
      </Button>
    </form>
  );
};

/** Another person takes over (B-16): a page of its own says what becomes of the former. */
const Remplacer = (props: Props) => {
  const { params, query } = ou(props);
  const pas = raison(props.inviter) ?? (vivante(props.choisi.ligne) ? undefined : AUCUN);
  return pas ? (
    <Button type="button" kind="secondary" icon="users" locked={pas}>
      Remplacer le tuteur
    </Button>
  ) : (
    <LinkButton href={routes.tuteurRemplacer.href(params, query)} icon="users">
      Remplacer le tuteur
    </LinkButton>
  );
};

const Invalider = (props: Props) => {
  const { params, query } = ou(props);
  return (
    <form method="post" action={routes.tuteurInvalider.href(params, query)}>
      <KeyFields keys={props.frame.keys} />
      <Button
        kind="secondary"
        icon="ban"
        locked={raison(props.inviter) ?? (vivante(props.choisi.ligne) ? undefined : AUCUN)}
      >
        Invalider l’accès
      </Button>
    </form>
  );
};

const AUCUN = "Aucun accès en cours.";

const raison = (decision: Decision) => (decision.ok ? undefined : decision.message);
