import type { Recu } from "#files/recevoir.ts";
import { newId } from "#kernel/id.ts";
import type { Details } from "#portfolio/fichiers/form.ts";
import type { FaitsFichiers } from "#portfolio/fichiers/load.ts";
import { pageDe, peutEntrer, radicalDe } from "#portfolio/fichiers/rules.ts";
import { compterFichiers, insertFichier, tenirMagasin } from "#portfolio/fichiers/store.ts";
import { marquerEdite, tenirPortfolio } from "#portfolio/store.ts";
import type { Work, Written } from "#web/act.ts";

export type Ajout = Details & { ancre: string; nom: string } & Recu;

/** Keeps a file: the bytes, then the row that names them, under the same hold. */
export async function garder(
  { tx, actor, now, deps }: Work,
  { dossier }: FaitsFichiers,
  { ancre, nom, legende, autorisation, depot, etat }: Ajout,
): Promise<Written> {
  const etablissement = actor.etablissement.id;
  await tenirPortfolio(tx, dossier);
  const place = peutEntrer(ancre, depot.genre, await compterFichiers(tx, dossier, ancre));
  if (!place.ok) return { refusal: place };
  await tenirMagasin(tx, etablissement, false);
  const empreinte = await deps.files.put(etablissement, depot.contenu);
  const id = newId();
  const image = depot.genre === "image";
  await insertFichier(
    tx,
    { etablissement, dossier, auteur: actor.habilitation },
    {
      id,
      ancre,
      genre: depot.genre,
      nom: `${radicalDe(nom)}.${depot.extension}`,
      type: depot.type,
      taille: depot.contenu.length,
      largeur: image ? depot.largeur : null,
      hauteur: image ? depot.hauteur : null,
      empreinte,
      legende,
      autorisation: image && autorisation,
      etat,
    },
    now,
  );
  await marquerEdite(tx, dossier, now);
  const quoi = image ? "Photo ajoutée" : "Document ajouté";
  return {
    to: pageDe(dossier, ancre),
    message:
      etat === "sain"
        ? `${quoi}.`
        : `${quoi} : l’antivirus ne répond pas, tu pourras ${image ? "la" : "le"} voir quand il aura vérifié.`,
    object: id,
    details: { type: depot.type, taille: depot.contenu.length },
  };
}
