import { contentDisposition } from "#files/download.ts";
import { vignetteDe } from "#files/images.ts";
import { type Recu, recevoir } from "#files/recevoir.ts";
import { type Decision, refuse } from "#kernel/decision.ts";
import { newId } from "#kernel/id.ts";
import { envois } from "#portfolio/fichiers/envois/handlers.ts";
import { auChamp, lireAdresse, lireAncre, lireDetails, lireModification } from "#portfolio/fichiers/form.ts";
import { loadFichierServi, loadPageFichiers, loadUnFichier } from "#portfolio/fichiers/load.ts";
import {
  AjoutRefusePage,
  AnnexesPage,
  formDuFichier,
  ModifierFichierPage,
} from "#portfolio/fichiers/pages.tsx";
import { garder } from "#portfolio/fichiers/recevoir.ts";
import { adresseDe, bonGenre, pageDe, peutEntrer, placePour } from "#portfolio/fichiers/rules.ts";
import {
  compterFichiers,
  insertFichier,
  setFichierRetire,
  updateFichier,
} from "#portfolio/fichiers/store.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { marquerEdite } from "#portfolio/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, view } from "#web/act.ts";

const lire = view({
  path: routes.annexesPortfolio,
  right: droitsPortfolio.lire,
  load: (work) => loadPageFichiers(work),
  page: (faits, screen) => <AnnexesPage faits={faits} screen={screen} />,
});

const choisis = refuse("fichier-absent", "Choisis d’abord un fichier.", "fichier");

/** A photo or a document, sent whole by a form; the island « photos » sends it in pieces (envois/). */
const ajouter = act({
  path: routes.fichiers,
  name: "portfolio.fichier.ajouter",
  right: droitsPortfolio.ecrire,
  prepare: async ({ input, deps }): Promise<Decision<Recu & { nom: string }>> => {
    const file = input.file("fichier");
    if (!file) return choisis;
    const recu = await recevoir(new Uint8Array(await file.arrayBuffer()), deps.files);
    return recu.ok ? { ok: true, value: { ...recu.value, nom: file.name } } : recu;
  },
  load: (work) => loadPageFichiers(work),
  form: (input, faits, recu) => {
    const ancre = lireAncre(input, faits);
    if (!ancre.ok) return auChamp(ancre);
    const details = lireDetails(input);
    if (!details.ok) return details;
    if (!recu.ok) return auChamp(recu);
    const genre = bonGenre(ancre.value, recu.value.depot.genre);
    if (!genre.ok) return auChamp(genre);
    return { ok: true, value: { ...details.value, ...recu.value, ancre: ancre.value } };
  },
  write: garder,
  page: (faits, screen, form) => <AjoutRefusePage faits={faits} screen={screen} form={form} />,
});

/** A web address: kept and shown, never fetched by the server. */
const ajouterAdresse = act({
  path: routes.annexesPortfolio,
  name: "portfolio.adresse.ajouter",
  right: droitsPortfolio.ecrire,
  load: (work) => loadPageFichiers(work, true),
  form: (input) => lireAdresse(input),
  write: async ({ tx, actor, now }, { dossier }, { lien, titre, legendeLien }) => {
    const place = placePour("", await compterFichiers(tx, dossier, ""));
    if (!place.ok) return { refusal: { ...place, field: "lien" } };
    const id = newId();
    await insertFichier(
      tx,
      { etablissement: actor.etablissement.id, dossier, auteur: actor.habilitation },
      {
        id,
        ancre: "",
        genre: "lien",
        nom: titre || (adresseDe(lien)?.hote ?? lien),
        lien,
        legende: legendeLien,
      },
      now,
    );
    await marquerEdite(tx, dossier, now);
    return { to: routes.annexesPortfolio.href({ dossier }), message: "Adresse ajoutée.", object: id };
  },
  page: (faits, screen, form) => <AnnexesPage faits={faits} screen={screen} forms={{ adresse: form }} />,
});

/**
 * The bytes of a file, for whoever may read its dossier. Only images drawn again by us are shown by the browser;
 * anything else is a download, under a policy that lets it run nothing.
 */
const servir = view({
  path: routes.fichier,
  right: droitsPortfolio.lire,
  load: loadFichierServi,
  page: async ({ fichier }, { query, actor, deps }) => {
    const bytes = await deps.files.get(actor.etablissement.id, fichier.empreinte);
    // the folder was not restored with the database
    if (!bytes) return new Response("Fichier introuvable.", { status: 404 });
    const image = fichier.genre === "image";
    const content = image && query.has("vignette") ? await vignetteDe(bytes, fichier.type) : bytes;
    return new Response(new Uint8Array(content), {
      headers: {
        "Content-Type": fichier.type,
        "Content-Disposition": image
          ? contentDisposition(fichier.nom).replace(/^attachment/, "inline")
          : contentDisposition(fichier.nom),
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        // « Vary: Cookie »: one browser may serve several people
        "Cache-Control": "private, max-age=600",
        Vary: "Cookie",
      },
    });
  },
});

const modifiable = view({
  path: routes.fichierModifier,
  right: droitsPortfolio.ecrire,
  load: (work) => loadUnFichier(work),
  page: (faits, screen) => (
    <ModifierFichierPage faits={faits} screen={screen} form={formDuFichier(faits.fichier)} />
  ),
});

const modifier = act({
  path: routes.fichierModifier,
  name: "portfolio.fichier.modifier",
  right: droitsPortfolio.ecrire,
  load: (work) => loadUnFichier(work, { hold: true }),
  form: (input, { fichier }) => lireModification(input, fichier),
  write: async ({ tx, params }, { dossier, fichier }, valeurs) => {
    await updateFichier(tx, params.fichier, valeurs);
    return {
      to: pageDe(dossier, fichier.ancre),
      message: "Modification enregistrée.",
      object: params.fichier,
    };
  },
  page: (faits, screen, form) => <ModifierFichierPage faits={faits} screen={screen} form={form} />,
});

/** Out of the portfolio, not erased: « Rétablir » stays under the list. */
const retirer = act({
  path: routes.fichierRetirer,
  name: "portfolio.fichier.retirer",
  right: droitsPortfolio.ecrire,
  load: (work) => loadUnFichier(work, { hold: true }),
  form: () => ({ ok: true, value: undefined }),
  write: async ({ tx, params, now }, { dossier, fichier }) => {
    await setFichierRetire(tx, params.fichier, now);
    return {
      to: pageDe(dossier, fichier.ancre),
      message: `« ${fichier.nom} » est retiré. Tu peux le rétablir dans « Retirés ».`,
      object: params.fichier,
    };
  },
});

const retablir = act({
  path: routes.fichierRetablir,
  name: "portfolio.fichier.retablir",
  right: droitsPortfolio.ecrire,
  load: (work) => loadUnFichier(work, { retire: true, hold: true }),
  form: () => ({ ok: true, value: undefined }),
  write: async ({ tx, params }, { dossier, fichier }) => {
    const presents = await compterFichiers(tx, dossier, fichier.ancre);
    const place = peutEntrer(fichier.ancre, fichier.genre, presents);
    if (!place.ok) return { refusal: { ok: false, code: place.code, message: place.message } };
    await setFichierRetire(tx, params.fichier, null);
    return {
      to: pageDe(dossier, fichier.ancre),
      message: `« ${fichier.nom} » est revenu.`,
      object: params.fichier,
    };
  },
});

export const fichiers: Route[] = [
  lire,
  ajouterAdresse,
  ajouter,
  servir,
  modifiable,
  modifier,
  retirer,
  retablir,
  ...envois,
];
