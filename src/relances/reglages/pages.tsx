import type { Role } from "#kernel/actor.ts";
import type { FormState } from "#kernel/form.ts";
import { type Rythme, rythmesPour } from "#relances/reglages/rules.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { CheckboxField, RadioGroup } from "#ui/choices.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";

type Props = {
  frame: Frame;
  role: Role /** null: the school knows none */;
  adresse: string | null;
  form: FormState;
};

const textes: Record<Rythme, string> = {
  quotidien: "Chaque jour, du lundi au vendredi",
  hebdomadaire: "Chaque lundi",
  jamais: "Jamais",
};

/** What the digest tells, to each role. */
const contenus: Record<Exclude<Role, "administrateur">, string> = {
  apprenant:
    "Un courriel au plus par jour, seulement s’il y a quelque chose : une semaine à raconter, ton entreprise à indiquer, un bilan à lire, un commentaire.",
  enseignant:
    "Un courriel au plus par jour, seulement s’il y a quelque chose : un lien d’accès demandé, un changement à valider, un retard nouveau. Les retards qui durent sont rappelés le lundi.",
  tuteur:
    "Un courriel au plus par semaine, seulement si quelque chose vous attend : la fiche à lire, un bilan à faire.",
  maitre:
    "Un courriel au plus par jour, seulement si quelque chose vous attend : la fiche à lire, un bilan à faire.",
};

/** « Mes réglages »: what a person chooses for himself. */
export const ReglagesPage = ({ frame, role, adresse, form }: Props) => (
  <Page
    frame={frame}
    title="Mes réglages"
    lead={role === "apprenant" ? "Ce que tu choisis pour toi." : "Ce que vous choisissez pour vous."}
    back={{ href: routes.accueil.href({}), text: "Accueil" }}
  >
    <Stack>
      {role === "administrateur" ? null : (
        <Courriels frame={frame} role={role} adresse={adresse} form={form} />
      )}
      <Lecture frame={frame} tutoie={role === "apprenant"} />
    </Stack>
  </Page>
);

const Courriels = ({ frame, role, adresse, form }: Props & { role: Exclude<Role, "administrateur"> }) => {
  const tutoie = role === "apprenant";
  const sans = tutoie
    ? "Ton lycée ne connaît pas ton courriel : tu ne reçois rien. L’administrateur du lycée peut l’ajouter."
    : "Le lycée ne connaît pas votre courriel : vous ne recevez rien.";
  return (
    <Card title="Recevoir un résumé" id="courriels">
      <p>{contenus[role]}</p>
      <p class="meta">{adresse ? `Envoyé à ${adresse}.` : sans}</p>
      <Form action={routes.mesReglages.href({})} keys={frame.keys} form={form} label="Recevoir un résumé">
        <RadioGroup
          form={form}
          name="rythme"
          label="Rythme"
          required
          choices={rythmesPour(role).map((value) => ({ value, text: textes[value] }))}
        />
        {tutoie ? (
          <CheckboxField
            form={form}
            name="vendredi"
            label="Me rappeler le vendredi, pendant une période, une semaine pas encore racontée"
          />
        ) : null}
        <Actions>
          <Button>Enregistrer</Button>
        </Actions>
      </Form>
    </Card>
  );
};

const Lecture = ({ frame, tutoie }: { frame: Frame; tutoie: boolean }) => (
  <Card title="Lecture confortable" meta={frame.comfort ? "activée" : "désactivée"} id="lecture">
    <p>
      Des lettres mieux distinguées et plus espacées, sur toutes {tutoie ? "tes" : "vos"} pages et tous{" "}
      {tutoie ? "tes" : "vos"} appareils.
    </p>
    <Form action={routes.lectureConfortable.href({})} keys={frame.keys} label="Lecture confortable">
      <Hidden name="retour" value={routes.mesReglages.href({})} />
      <Hidden name="confort" value={frame.comfort ? "non" : "oui"} />
      <Actions>
        <Button kind="secondary" icon="a-large-small">
          {frame.comfort ? "Quitter la lecture confortable" : "Passer à la lecture confortable"}
        </Button>
      </Actions>
    </Form>
  </Card>
);
