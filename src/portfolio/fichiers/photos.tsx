import type { Child } from "hono/jsx";
import type { FormKeys } from "#kernel/form.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { count } from "#kernel/french.ts";
import { type Fichier, idDe, limiteDe, placePour, presentsA, retiresDe } from "#portfolio/fichiers/rules.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Chip } from "#ui/chip.tsx";
import { CheckboxField } from "#ui/choices.tsx";
import { FileField, TextField } from "#ui/fields.tsx";
import { Actions, Form, Hidden, KeyFields } from "#ui/form.tsx";
import { Fold } from "#ui/layout.tsx";

const PHOTOS = "image/jpeg,image/png,image/webp";
const DOCUMENTS = `${PHOTOS},.heic,.heif,.pdf,.odt,.docx`;

type Ou = { dossier: string; keys: FormKeys };

/** A button alone in its form. */
const Geste = ({
  action,
  keys,
  icon,
  about,
  children,
}: {
  action: string;
  keys: FormKeys;
  icon: "trash-2" | "undo-2";
  about: string;
  children: Child;
}) => (
  <form method="post" action={action}>
    <KeyFields keys={keys} />
    <Button kind="quiet" icon={icon} about={about}>
      {children}
    </Button>
  </form>
);

/** What one may do with a file of one's own. */
export const GestesFichier = ({ fichier, dossier, keys }: Ou & { fichier: Fichier }) => (
  <>
    <LinkButton
      href={routes.fichierModifier.href({ dossier, fichier: fichier.id })}
      kind="quiet"
      icon="pencil"
      about={`« ${fichier.nom} »`}
    >
      Modifier
    </LinkButton>
    <Geste
      action={routes.fichierRetirer.href({ dossier, fichier: fichier.id })}
      keys={keys}
      icon="trash-2"
      about={`« ${fichier.nom} »`}
    >
      Retirer
    </Geste>
  </>
);

/** What was taken out, and its way back. */
export const Retires = ({ fichiers, dossier, keys }: Ou & { fichiers: readonly Fichier[] }) =>
  fichiers.length === 0 ? null : (
    <Fold summary={`Retirés (${fichiers.length})`}>
      <p class="meta">Ce que tu retires est gardé 30 jours, puis effacé.</p>
      <ul class="plain-list">
        {fichiers.map((fichier) => (
          <li class="line">
            <span>{fichier.legende || fichier.nom}</span>
            <Geste
              action={routes.fichierRetablir.href({ dossier, fichier: fichier.id })}
              keys={keys}
              icon="undo-2"
              about={`« ${fichier.nom} »`}
            >
              Rétablir
            </Geste>
          </li>
        ))}
      </ul>
    </Fold>
  );

/** The image of a file, small; its place is kept while it comes. */
export const Vignette = ({ fichier, dossier }: { fichier: Fichier; dossier: string }) => (
  <img
    src={routes.fichier.href({ dossier, fichier: fichier.id }, { vignette: 1 })}
    alt={fichier.legende || fichier.nom}
    width={fichier.largeur ?? undefined}
    height={fichier.hauteur ?? undefined}
    loading="lazy"
    decoding="async"
  />
);

/** B-05: whether the company agreed to this photo, in words. */
export const Autorisation = ({ fichier }: { fichier: Fichier }) =>
  fichier.autorisation ? (
    <Chip kind="success">Autorisée par l’entreprise</Chip>
  ) : (
    <Chip kind="todo">Autorisation à demander</Chip>
  );

const Photo = ({ fichier, dossier, keys, sien }: Ou & { fichier: Fichier; sien: boolean }) => (
  <li>
    <figure class="photo">
      {fichier.etat === "sain" ? (
        <a href={routes.fichier.href({ dossier, fichier: fichier.id })}>
          <Vignette fichier={fichier} dossier={dossier} />
        </a>
      ) : (
        <p class="photo-attente">Vérification antivirus en attente</p>
      )}
      <figcaption>
        {fichier.legende ? <p>{fichier.legende}</p> : null}
        <Autorisation fichier={fichier} />
        {sien ? (
          <div class="line">
            <GestesFichier fichier={fichier} dossier={dossier} keys={keys} />
          </div>
        ) : null}
      </figcaption>
    </figure>
  </li>
);

type AjoutProps = Ou & { ancre: string; form?: FormState; id?: string };

/**
 * The form that adds a file; a real one, that the island « photos » makes better (made smaller on the phone, sent in
 * pieces that go on after a cut). `id`: what tells its fields from those of another one in the page.
 */
export const AjoutFichier = ({ dossier, ancre, keys, form = formOf(), id = idDe(ancre) }: AjoutProps) => {
  const photo = ancre !== "";
  return (
    <p-photos data-envois={routes.envois.href({ dossier })} data-ancre={ancre}>
      <Form
        action={routes.fichiers.href({ dossier })}
        keys={keys}
        form={form}
        files
        label={photo ? "Ajouter une photo" : "Ajouter un fichier"}
      >
        <Hidden name="ancre" value={ancre} />
        <FileField
          form={form}
          name="fichier"
          id={form.errors.fichier ? undefined : `${id}-fichier`}
          label={photo ? "Photo" : "Photo ou document"}
          hint={photo ? undefined : "JPEG, PNG, WebP, HEIC, PDF, ODT ou DOCX, 10\u00a0Mo au plus."}
          accept={photo ? PHOTOS : DOCUMENTS}
          required
        />
        <TextField form={form} name="legende" id={`${id}-legende`} label="Légende" maxlength={300} />
        <CheckboxField
          form={form}
          name="autorisation"
          id={`${id}-autorisation`}
          label="L’entreprise a autorisé cette photo"
        />
        {photo ? (
          <noscript>
            <p class="meta">Enregistre d’abord ton texte : envoyer la photo recharge la page.</p>
          </noscript>
        ) : null}
        <Actions>
          <Button kind="secondary" icon={photo ? "camera" : "upload"}>
            {photo ? "Envoyer la photo" : "Envoyer le fichier"}
          </Button>
        </Actions>
      </Form>
    </p-photos>
  );
};

type PhotosProps = Ou & {
  /** « semaine:2026-11-09 », « activite:<id>:avant »: see `ancreSemaine`, `ancreActivite` */
  ancre: string;
  titre: string;
  /** those of the dossier, or of the page: the component takes its own */
  fichiers: readonly Fichier[];
  /** the person may add and take out: the portfolio's own right */
  sien: boolean;
};

/** The photos that stand beside a text (B-05): its own section, outside the text's form. */
export const Photos = ({ dossier, ancre, titre, fichiers, sien, keys }: PhotosProps) => {
  const presents = presentsA(fichiers, ancre);
  const place = placePour(ancre, presents.length);
  if (!sien && presents.length === 0) return null;
  return (
    <section
      class="card photos"
      id={idDe(ancre)}
      data-fichiers={ancre}
      aria-labelledby={`${idDe(ancre)}-titre`}
    >
      <div class="card-head">
        <h2 id={`${idDe(ancre)}-titre`} tabindex={-1}>
          {titre}
          <span class="card-meta">
            {" "}
            {sien ? `${presents.length} sur ${limiteDe(ancre)}` : count(presents.length, "photo")}
          </span>
        </h2>
      </div>
      {presents.length > 0 ? (
        <ul class="photos-liste">
          {presents.map((fichier) => (
            <Photo fichier={fichier} dossier={dossier} keys={keys} sien={sien} />
          ))}
        </ul>
      ) : null}
      {sien && place.ok ? (
        <Fold summary="Ajouter une photo">
          <AjoutFichier dossier={dossier} ancre={ancre} keys={keys} />
        </Fold>
      ) : null}
      {sien && !place.ok ? <p class="meta">{place.message}</p> : null}
      {sien ? <Retires fichiers={retiresDe(fichiers, ancre)} dossier={dossier} keys={keys} /> : null}
    </section>
  );
};
