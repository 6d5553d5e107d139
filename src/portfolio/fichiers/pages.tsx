import { type FormState, formOf, textOf } from "#kernel/form.ts";
import type { FaitsFichier, FaitsFichiers } from "#portfolio/fichiers/load.ts";
import { AjoutFichier, Autorisation, GestesFichier, Retires, Vignette } from "#portfolio/fichiers/photos.tsx";
import {
  adresseDe,
  type Fichier,
  lieuDe,
  limiteDe,
  pageDe,
  placePour,
  presentsA,
  retiresDe,
  tailleLue,
} from "#portfolio/fichiers/rules.ts";
import { LectureSeule, PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { CheckboxField } from "#ui/choices.tsx";
import { Empty } from "#ui/empty.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";
import { Grid, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Screen } from "#web/act.ts";

type Props = { faits: FaitsFichiers; screen: Screen };

const natureLue: Record<string, string> = {
  "image/jpeg": "Photo",
  "image/png": "Image",
  "application/pdf": "PDF",
  "application/vnd.oasis.opendocument.text": "ODT",
};

/** « PDF · 640 Ko », « www.entreprise.fr » */
function detailDe({ genre, type, taille, lien }: Fichier): string {
  if (genre === "lien") return adresseDe(lien)?.hote ?? "";
  return `${natureLue[type] ?? "DOCX"} · ${tailleLue(taille)}`;
}

const Marque = ({ fichier, dossier }: { fichier: Fichier; dossier: string }) => (
  <span class="annexe-marque">
    {fichier.genre === "image" && fichier.etat === "sain" ? (
      <Vignette fichier={fichier} dossier={dossier} />
    ) : (
      <Icon name={fichier.genre === "lien" ? "link" : fichier.genre === "image" ? "image" : "file-text"} />
    )}
  </span>
);

/** What opens it: the address itself (never fetched by us), the file, or nothing while the antivirus has not answered. */
const Titre = ({ fichier, dossier }: { fichier: Fichier; dossier: string }) => {
  if (fichier.etat !== "sain") return <>{fichier.nom}</>;
  if (fichier.genre === "lien")
    return (
      <a href={fichier.lien} target="_blank" rel="noopener noreferrer nofollow">
        {fichier.nom}
        <span class="sr-only"> (nouvel onglet)</span>
      </a>
    );
  return <a href={routes.fichier.href({ dossier, fichier: fichier.id })}>{fichier.nom}</a>;
};

const etatLu = {
  sain: null,
  quarantaine: "Vérification antivirus en attente : ce fichier ne s’ouvre pas encore.",
  infecte: "L’antivirus a reconnu un virus : ce fichier a été effacé.",
};

const Annexe = ({ fichier, screen, faits, sien }: Props & { fichier: Fichier; sien: boolean }) => (
  <li class="annexe">
    <Marque fichier={fichier} dossier={faits.dossier} />
    <div class="annexe-texte">
      <p class="annexe-titre">
        <Titre fichier={fichier} dossier={faits.dossier} />
      </p>
      <p class="meta">{detailDe(fichier)}</p>
      {fichier.legende ? <p>{fichier.legende}</p> : null}
      {etatLu[fichier.etat] ? <p class="meta">{etatLu[fichier.etat]}</p> : null}
      {fichier.genre === "image" ? <Autorisation fichier={fichier} /> : null}
    </div>
    {sien ? (
      <div class="line annexe-gestes">
        <GestesFichier fichier={fichier} dossier={faits.dossier} keys={screen.frame.keys} />
      </div>
    ) : null}
  </li>
);

const Liste = ({ faits, screen, sien }: Props & { sien: boolean }) => {
  const presents = presentsA(faits.fichiers, "");
  return (
    <section class="card" data-fichiers="" aria-labelledby="annexes-titre">
      <div class="card-head">
        <h2 id="annexes-titre" tabindex={-1}>
          Fichiers et adresses
          <span class="card-meta">
            {" "}
            {presents.length} sur {limiteDe("")}
          </span>
        </h2>
      </div>
      {presents.length === 0 ? (
        <Empty icon="paperclip">
          {sien
            ? "Rien pour l’instant. Ajoute une photo, un schéma, une notice, ou l’adresse du site de l’entreprise."
            : `${faits.apprenant.prenom} n’a pas encore ajouté d’annexe.`}
        </Empty>
      ) : (
        <ul class="annexes-liste">
          {presents.map((fichier) => (
            <Annexe fichier={fichier} faits={faits} screen={screen} sien={sien} />
          ))}
        </ul>
      )}
      {sien ? (
        <Retires fichiers={retiresDe(faits.fichiers, "")} dossier={faits.dossier} keys={screen.frame.keys} />
      ) : null}
    </section>
  );
};

const Adresse = ({ faits, screen, form }: Props & { form: FormState }) => (
  <Card title="Ajouter une adresse internet">
    <Form
      id="adresse"
      action={routes.annexesPortfolio.href({ dossier: faits.dossier })}
      keys={screen.frame.keys}
      form={form}
    >
      <TextField
        form={form}
        name="lien"
        label="Adresse"
        hint="Commence par https://"
        type="url"
        inputmode="url"
        autocomplete="off"
        maxlength={2_000}
        required
        verbatim
      />
      <TextField
        form={form}
        name="titre"
        label="Nom affiché"
        hint="Sans nom, c’est le site qui est affiché."
        maxlength={120}
      />
      <TextField form={form} name="legendeLien" label="Légende" maxlength={300} />
      <Actions>
        <Button kind="secondary" icon="link">
          Ajouter l’adresse
        </Button>
      </Actions>
    </Form>
  </Card>
);

/** The tab « Annexes » (S-57). `forms`: what was refused, with its values. */
export const AnnexesPage = ({
  faits,
  screen,
  forms = {},
}: Props & { forms?: { fichier?: FormState; adresse?: FormState } }) => {
  const sien = droitsPortfolio.ecrire(screen.actor, faits).ok;
  const place = placePour("", presentsA(faits.fichiers, "").length);
  return (
    <PortfolioPage frame={screen.frame} actor={screen.actor} faits={faits} onglet="annexes">
      <Stack>
        <Liste faits={faits} screen={screen} sien={sien} />
        {sien && place.ok ? (
          <Grid wide>
            <Card title="Ajouter un fichier">
              <AjoutFichier
                dossier={faits.dossier}
                ancre=""
                keys={screen.frame.keys}
                form={forms.fichier}
                id="annexe"
              />
            </Card>
            <Adresse faits={faits} screen={screen} form={forms.adresse ?? formOf()} />
          </Grid>
        ) : null}
        {sien && !place.ok ? <Notice kind="info">{place.message}</Notice> : null}
        {sien ? null : <LectureSeule faits={faits} />}
      </Stack>
    </PortfolioPage>
  );
};

const ongletDe = (ancre: string) => {
  const lieu = lieuDe(ancre);
  return lieu?.genre === "semaine" ? "semaines" : lieu?.genre === "activite" ? "activites" : "annexes";
};

const Retour = ({ faits, ancre }: { faits: FaitsFichiers; ancre: string }) => (
  <LinkButton href={pageDe(faits.dossier, ancre)} kind="quiet">
    {
      { annexes: "Toutes mes annexes", semaines: "Revenir à la semaine", activites: "Revenir à l’activité" }[
        ongletDe(ancre)
      ]
    }
  </LinkButton>
);

/** A file refused: a photo that stands beside a text gets a page of its own, the text's page is elsewhere. */
export const AjoutRefusePage = ({ faits, screen, form }: Props & { form: FormState }) => {
  const ancre = textOf(form, "ancre");
  if (lieuDe(ancre)?.genre === "annexes")
    return <AnnexesPage faits={faits} screen={screen} forms={{ fichier: form }} />;
  return (
    <PortfolioPage frame={screen.frame} actor={screen.actor} faits={faits} onglet={ongletDe(ancre)}>
      <Card title="Ajouter une photo">
        <AjoutFichier dossier={faits.dossier} ancre={ancre} keys={screen.frame.keys} form={form} />
        <Retour faits={faits} ancre={ancre} />
      </Card>
    </PortfolioPage>
  );
};

export const formDuFichier = ({ nom, legende, lien, autorisation }: Fichier): FormState =>
  formOf({ nom, legende, lien, autorisation: autorisation ? "oui" : "" });

/** The name, the caption, the authorisation or the address of one file. */
export const ModifierFichierPage = ({
  faits,
  screen,
  form,
}: {
  faits: FaitsFichier;
  screen: Screen;
  form: FormState;
}) => {
  const { fichier, dossier } = faits;
  const photo = fichier.genre === "image";
  return (
    <PortfolioPage frame={screen.frame} actor={screen.actor} faits={faits} onglet={ongletDe(fichier.ancre)}>
      <Card title={fichier.genre === "lien" ? "Modifier l’adresse" : "Modifier le fichier"}>
        {photo && fichier.etat === "sain" ? (
          <p class="photo-modifiee">
            <Vignette fichier={fichier} dossier={dossier} />
          </p>
        ) : null}
        <Form
          action={routes.fichierModifier.href({ dossier, fichier: fichier.id })}
          keys={screen.frame.keys}
          form={form}
        >
          {fichier.genre === "lien" ? (
            <TextField
              form={form}
              name="lien"
              label="Adresse"
              type="url"
              maxlength={2_000}
              required
              verbatim
            />
          ) : null}
          <TextField form={form} name="nom" label="Nom affiché" maxlength={120} required />
          <TextField
            form={form}
            name="legende"
            label="Légende"
            hint={photo ? "Ce qu’on voit : elle est lue à qui ne voit pas l’image." : undefined}
            maxlength={300}
          />
          {photo ? (
            <CheckboxField form={form} name="autorisation" label="L’entreprise a autorisé cette photo" />
          ) : null}
          <Actions>
            <Button icon="check">Enregistrer</Button>
            <Retour faits={faits} ancre={fichier.ancre} />
          </Actions>
        </Form>
      </Card>
    </PortfolioPage>
  );
};
