import type { Direction, Point } from "#geographie/point.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { adresseCarte, adresseRecherche, adresseRevenir } from "#portfolio/carte/adresse.ts";
import type { FaitsCarte } from "#portfolio/carte/load.ts";
import { enTexte, nomDuLieu, PAS, pasEnMots, versEnMots } from "#portfolio/carte/rules.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { SelectField, TextField } from "#ui/fields.tsx";
import { Actions, DefaultSubmit, Form, Hidden, KeyFields } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import { Fold } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Screen } from "#web/act.ts";

export type CarteProps = { faits: FaitsCarte; screen: Screen; form: FormState };

const FORM_CARTE = "placer-le-repere";

const fleches: Record<Direction, { icon: IconName; mot: string }> = {
  nord: { icon: "arrow-up", mot: "Nord" },
  ouest: { icon: "arrow-left", mot: "Ouest" },
  est: { icon: "arrow-right", mot: "Est" },
  sud: { icon: "arrow-down", mot: "Sud" },
};

const virgule = (degres: number | undefined) =>
  degres === undefined ? "" : String(degres).replace(".", ",");

/** The fields show where the pin is, unless something else has just been typed in them. */
function remplir({ faits, form }: CarteProps): FormState {
  const point = faits.position?.point;
  const values = {
    pas: "500",
    ...form.values,
    latitude: form.values.latitude ?? virgule(point?.latitude),
    longitude: form.values.longitude ?? virgule(point?.longitude),
  };
  return { ...form, values };
}

/** From where the page shows the pin: what is stored now once both places are shown, else what the form started from. */
const departDe = ({ faits, form }: CarteProps) => {
  const seen = faits.position ? enTexte(faits.position.point) : "";
  return form.conflict ? seen : textOf(form, "depart") || seen;
};

const Fleches = ({ form }: { form: FormState }) => (
  <fieldset class="fleches">
    <legend class="field-label">Par petits pas</legend>
    <SelectField
      form={form}
      name="pas"
      label="Un appui déplace le repère de"
      options={PAS.map((metres) => ({ value: String(metres), text: pasEnMots(metres) }))}
      width="short"
    />
    <div class="fleches-rose">
      {(Object.keys(fleches) as Direction[]).map((vers) => (
        <button
          type="submit"
          name="decision"
          value={vers}
          class={`button button-secondary fleche fleche-${vers}`}
        >
          <Icon name={fleches[vers].icon} />
          <span>
            <span class="sr-only">Déplacer {versEnMots[vers]} : </span>
            {fleches[vers].mot}
          </span>
        </button>
      ))}
    </div>
  </fieldset>
);

/** What the island shows after the pin has been dropped; nothing is saved before the press. */
export const ALaMain = ({ adresse }: { adresse: string }) => (
  <div class="carte-pose" hidden>
    <Notice kind="info">
      <output>Le repère est à une nouvelle place, pas encore enregistrée.</output>
    </Notice>
    <Actions>
      <Button form={FORM_CARTE} icon="check">
        Enregistrer cette place
      </Button>
      <LinkButton href={adresse} kind="quiet">
        Annuler
      </LinkButton>
    </Actions>
  </div>
);

/** The learner's three ways of moving the pin, and the way back (plain forms; the hand is the island's). */
export const Deplacer = (props: CarteProps) => {
  const { faits, screen } = props;
  const { dossier, rang, emplacement, position, lieux } = faits;
  const { keys } = screen.frame;
  const form = remplir(props);
  const ouvert =
    screen.query.get("deplacer") === "oui" ||
    Object.keys(form.errors).length > 0 ||
    form.conflict !== undefined;
  const echelle = screen.query.get("echelle") ?? undefined;
  const action = adresseCarte(dossier, rang, { echelle });
  const lequel = lieux.length > 1 ? `le repère ${nomDuLieu(faits, true)}` : "le repère";
  return (
    <div class="carte-deplacer">
      <Fold summary={`${position ? "Déplacer" : "Placer"} ${lequel}`} open={ouvert}>
        <Form id={FORM_CARTE} action={action} keys={keys} form={form} version={emplacement.version}>
          <DefaultSubmit />
          <Hidden name="depart" value={departDe(props)} />
          <div class="carte-gestes">
            {position ? <Fleches form={form} /> : null}
            <fieldset class="coordonnees">
              <legend class="field-label">Par ses coordonnées</legend>
              <TextField
                form={form}
                name="latitude"
                label="Latitude"
                hint="En degrés, du sud au nord. Exemple : 49,28669"
                inputmode="text"
                width="medium"
                verbatim
              />
              <TextField
                form={form}
                name="longitude"
                label="Longitude"
                hint="En degrés, négative à l’ouest de Greenwich. Exemple : 1,00288"
                inputmode="text"
                width="medium"
                verbatim
              />
              <Actions>
                <Button icon="map-pin">Placer le repère ici</Button>
              </Actions>
            </fieldset>
          </div>
        </Form>
        <Actions>
          {emplacement.point ? (
            <form method="post" action={adresseRevenir(dossier, rang)}>
              <KeyFields keys={keys} version={emplacement.version} />
              <Hidden name="depart" value={enTexte(emplacement.point)} />
              <Button kind="quiet" icon="undo-2">
                Revenir à l’adresse de la fiche
              </Button>
            </form>
          ) : null}
          {screen.deps.geocodeur && faits.adresse.ville ? (
            <LinkButton href={adresseRecherche(dossier, rang)} icon="search">
              Chercher l’adresse précise
            </LinkButton>
          ) : null}
        </Actions>
      </Fold>
    </div>
  );
};

/** A press that puts the pin at a place already known. */
export const PoserLa = ({
  faits,
  screen,
  point,
  children,
}: Omit<CarteProps, "form"> & { point: Point; children: string }) => (
  <form method="post" action={adresseCarte(faits.dossier, faits.rang)}>
    <KeyFields keys={screen.frame.keys} version={faits.emplacement.version} />
    <Hidden name="depart" value={faits.position ? enTexte(faits.position.point) : ""} />
    <Hidden name="latitude" value={point.latitude} />
    <Hidden name="longitude" value={point.longitude} />
    <Button kind="secondary">{children}</Button>
  </form>
);

/** The pin has just gone back to the address: one press takes that back. */
export const Remettre = ({ faits, screen, ancien }: CarteProps & { ancien: Point }) => (
  <Notice
    kind="info"
    action={
      <PoserLa faits={faits} screen={screen} point={ancien}>
        Remettre le repère où il était
      </PoserLa>
    }
  >
    Tu avais placé le repère à un autre endroit.
  </Notice>
);
