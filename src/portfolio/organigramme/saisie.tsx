import type { Child } from "hono/jsx";
import type { FormState } from "#kernel/form.ts";
import { textOf } from "#kernel/form.ts";
import { count } from "#kernel/french.ts";
import type { Etat, Saisie } from "#portfolio/organigramme/etat.ts";
import type { FaitsOrganigramme } from "#portfolio/organigramme/load.ts";
import {
  descendance,
  FONCTION_MAX,
  NIVEAUX_MAX,
  NOM_MAX,
  POSTES_MAX,
  type Poste,
  placesPossibles,
} from "#portfolio/organigramme/rules.ts";
import { versTexte } from "#portfolio/organigramme/texte.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { CheckboxField, RadioGroup } from "#ui/choices.tsx";
import { SelectField, TextField } from "#ui/fields.tsx";
import { Actions, ErrorSummary, Hidden, KeyFields } from "#ui/form.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Screen } from "#web/act.ts";

type Page = { faits: FaitsOrganigramme; screen: Screen };
type Props = Page & { etat: Etat };

/** What every form of the page carries: the version it was made from, and the tree it showed (to tell what changed since). */
export const GesteFields = ({ faits: { organigramme }, screen }: Page) => (
  <>
    <KeyFields keys={screen.frame.keys} version={organigramme.version} />
    <Hidden name="_vu" value={versTexte(organigramme.postes)} />
  </>
);

/** Somebody, the learner elsewhere, changed the tree first: what he did there, what was asked here. */
const Entretemps = ({ form }: { form: FormState }) => {
  const champ = form.conflict?.fields[0];
  if (!form.conflict || !champ) return null;
  return (
    <div class="errors-focus" tabindex={-1} autofocus>
      <Notice kind="warning" title="Modifié entre-temps">
        <p>{form.conflict.by}</p>
        {champ.theirs ? <p>Là-bas : {champ.theirs}.</p> : null}
        <p>Ici, tu voulais : {champ.yours}. Ce n’est pas encore fait.</p>
        <p>
          Rien n’est perdu : la page montre l’organigramme d’aujourd’hui. Refais ton geste s’il convient
          toujours.
        </p>
      </Notice>
    </div>
  );
};

export const Avis = ({ form }: { form: FormState }) => (
  <>
    <Entretemps form={form} />
    <ErrorSummary errors={form.errors} />
  </>
);

const SousField = ({
  faits,
  form,
  poste,
  label,
}: Page & { form: FormState; poste: string | null; label: string }) => {
  const places = placesPossibles(faits.organigramme.postes, poste);
  return (
    <SelectField
      form={form}
      name="sous"
      label={label}
      width="full"
      options={[
        { value: "", text: "Personne : tout en haut" },
        ...places.map(({ id, fonction, nom, niveau }) => ({
          value: id,
          text: `${"– ".repeat(niveau - 1)}${fonction}${nom ? ` (${nom})` : ""}`,
        })),
      ]}
    />
  );
};

const PosteFields = ({ form }: { form: FormState }) => (
  <>
    <TextField
      form={form}
      name="fonction"
      label="Fonction"
      hint="Ce que fait cette personne ou cette équipe : « Responsable de maintenance », « Équipe de nuit »."
      maxlength={FONCTION_MAX}
      required
      autocomplete="off"
    />
    <TextField
      form={form}
      name="nom"
      label="Nom"
      hint="Le nom d’une personne est facultatif : demande-lui d’abord si elle est d’accord. Tu peux aussi écrire un nombre : « 4 personnes »."
      maxlength={NOM_MAX}
      autocomplete="off"
    />
    <CheckboxField form={form} name="moi" label="C’est mon poste" />
  </>
);

const dessousDe = (postes: readonly Poste[], choisi: Poste) => {
  const enfants = postes.filter(({ parent }) => parent === choisi.id).length;
  const tous = descendance(postes, choisi.id).length;
  const chef = postes.find(({ id }) => id === choisi.parent);
  return { enfants, tous, chef };
};

const RetirerFields = ({
  postes,
  choisi,
  form,
}: {
  postes: readonly Poste[];
  choisi: Poste;
  form: FormState;
}) => {
  const { enfants, tous, chef } = dessousDe(postes, choisi);
  if (tous === 0) return <Hidden name="dessous" value="remonter" />;
  return (
    <RadioGroup
      form={form}
      name="dessous"
      label={
        tous > 1 ? `Que deviennent les ${tous} postes du dessous ?` : "Que devient le poste du dessous ?"
      }
      choices={[
        {
          value: "remonter",
          text: enfants > 1 ? "Ils remontent d’un cran" : "Il remonte d’un cran",
          hint: chef ? `sous « ${chef.fonction} »` : "tout en haut",
        },
        { value: "retirer", text: tous > 1 ? `Retirer aussi ces ${tous} postes` : "Retirer aussi ce poste" },
      ]}
    />
  );
};

const titres: Record<Saisie, (poste: Poste | null) => string> = {
  ajouter: () => "Ajouter un poste",
  modifier: () => "Modifier le poste",
  deplacer: (poste) => `Déplacer « ${poste?.fonction} »`,
  retirer: (poste) => `Retirer « ${poste?.fonction} » ?`,
};

function champsDe(props: Props & { faire: Saisie }): Child {
  const { faire, etat, faits } = props;
  const { form, choisi } = etat;
  const { postes } = faits.organigramme;
  switch (faire) {
    case "ajouter":
      return (
        <>
          <PosteFields form={form} />
          <SousField {...props} form={form} poste={null} label="Sous qui ?" />
        </>
      );
    case "modifier":
      return <PosteFields form={form} />;
    case "deplacer":
      return <SousField {...props} form={form} poste={choisi!.id} label="Sous qui le placer ?" />;
    case "retirer":
      return <RetirerFields postes={postes} choisi={choisi!} form={form} />;
  }
}

const boutons: Record<Saisie, Child> = {
  ajouter: (
    <>
      <Button icon="plus">Ajouter</Button>
      <Button kind="secondary" name="decision" value="encore">
        Ajouter, puis un autre
      </Button>
    </>
  ),
  modifier: <Button icon="check">Enregistrer</Button>,
  deplacer: <Button icon="check">Déplacer</Button>,
  retirer: (
    <Button kind="danger" icon="trash-2">
      Retirer
    </Button>
  ),
};

/** One form at a time, in place of the list: add, change, move, take out. */
export const SaisiePoste = (props: Props & { faire: Saisie }) => {
  const { faits, etat, faire } = props;
  const { postes } = faits.organigramme;
  const retour = routes.organigramme.href(
    { dossier: faits.dossier },
    { poste: etat.choisi?.id ?? (textOf(etat.form, "sous") || undefined) },
  );
  const plein = faire === "ajouter" && postes.length >= POSTES_MAX;
  const profond =
    faire === "ajouter" &&
    etat.choisi &&
    !placesPossibles(postes, null).some(({ id }) => id === etat.choisi?.id);
  return (
    <Card title={titres[faire](etat.choisi)} id="saisie">
      <Avis form={etat.form} />
      {plein ? (
        <Notice kind="locked" title={`Ton organigramme a ${count(POSTES_MAX, "poste")}, le maximum.`}>
          Regroupe des postes semblables (« 4 techniciens ») pour en ajouter d’autres.
        </Notice>
      ) : (
        <>
          {profond ? (
            <Notice kind="info">
              Un organigramme va jusqu’à {NIVEAUX_MAX} niveaux : rien ne peut être placé sous «{" "}
              {etat.choisi?.fonction} ».
            </Notice>
          ) : null}
          <form
            method="post"
            action={routes.organigramme.href({ dossier: faits.dossier })}
            class="form"
            id="poste"
            novalidate
          >
            <GesteFields {...props} />
            <Hidden name="faire" value={faire} />
            {faire === "ajouter" ? null : <Hidden name="poste" value={etat.choisi?.id ?? ""} />}
            {champsDe(props)}
            <Actions>
              {boutons[faire]}
              <LinkButton href={retour} kind="quiet">
                Revenir sans rien changer
              </LinkButton>
            </Actions>
          </form>
        </>
      )}
      {plein ? (
        <Actions>
          <LinkButton href={retour}>Revenir aux postes</LinkButton>
        </Actions>
      ) : null}
    </Card>
  );
};
