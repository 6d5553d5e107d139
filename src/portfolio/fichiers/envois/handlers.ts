import { createHash } from "node:crypto";
import { z } from "zod";
import { OCTETS_MAX } from "#files/depot.ts";
import { type Recu, recevoir } from "#files/recevoir.ts";
import { type Decision, refuse } from "#kernel/decision.ts";
import { type FormInput, parsed, readForm } from "#kernel/form-input.ts";
import { newId } from "#kernel/id.ts";
import {
  deleteEnvoi,
  type Envoi,
  envoiCommence,
  insertEnvoi,
  loadEnvoi,
  setRecu,
} from "#portfolio/fichiers/envois/store.ts";
import { auChamp, lireAncre, lireDetails } from "#portfolio/fichiers/form.ts";
import { type FaitsFichiers, loadPageFichiers } from "#portfolio/fichiers/load.ts";
import { garder } from "#portfolio/fichiers/recevoir.ts";
import { bonGenre, PIECE_MAX, placePour, presentsA } from "#portfolio/fichiers/rules.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

/*
 * A large file over a slow line, in pieces of 256 KB (island « photos »): opened, piece after piece from where the
 * server says it stands, then ended by the same gate as a file sent whole. A cut, a closed tab or another day costs one
 * piece. Each step is a form like any other (token, origin, right); the answers are JSON, `version` counts the bytes
 * received.
 */

type FaitsEnvoi = FaitsFichiers & { envoi: Envoi };

async function loadFaitsEnvoi(
  work: Work<"/dossiers/:dossier/envois/:envoi">,
  hold = false,
): Promise<FaitsEnvoi | null> {
  const faits = await loadPageFichiers(work);
  const { dossier, envoi: id } = work.params;
  const envoi =
    faits && (await loadEnvoi(work.tx, { dossier, habilitation: work.actor.habilitation, id }, hold));
  return faits && envoi ? { ...faits, envoi } : null;
}

const annonce = z.object({
  nom: z
    .string()
    .trim()
    .min(1, { error: "Ce fichier n’a pas de nom." })
    .max(200, { error: "Nom trop long." }),
  taille: z.string().transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : 0)),
  recommencer: z.string(),
});

const ouvrir = act({
  path: routes.envois,
  name: "portfolio.envoi.ouvrir",
  quiet: true,
  right: droitsPortfolio.ecrire,
  load: (work) => loadPageFichiers(work),
  form: (input, faits) => {
    const ancre = lireAncre(input, faits);
    if (!ancre.ok) return auChamp(ancre);
    const lu = readForm(annonce, input);
    return lu.ok ? parsed({ ...lu.value, ancre: ancre.value }) : lu;
  },
  decide: ({ fichiers }, { ancre, taille }) => {
    if (taille === 0) return refuse("fichier-vide", "Ce fichier est vide : choisis-en un autre.", "fichier");
    if (taille > OCTETS_MAX)
      return refuse("fichier-lourd", "Ce fichier dépasse 10 Mo : réduis-le d’abord.", "fichier");
    return placePour(ancre, presentsA(fichiers, ancre).length);
  },
  write: async ({ tx, actor, now }, { dossier }, { recommencer, ...voulu }) => {
    const cle = { dossier, habilitation: actor.habilitation };
    const commence = await envoiCommence(tx, cle, voulu);
    if (commence) {
      if (recommencer) await setRecu(tx, commence.id, 0);
      return reponse(dossier, commence.id, recommencer ? 0 : commence.recu);
    }
    const id = newId();
    await insertEnvoi(tx, { ...cle, etablissement: actor.etablissement.id, id }, voulu, now);
    return reponse(dossier, id, 0);
  },
});

const reponse = (dossier: string, envoi: string, recu: number) => ({
  to: routes.envoi.href({ dossier, envoi }),
  version: recu,
});

/** Where a sending stands, in bytes. */
const etat = view({
  path: routes.envoi,
  right: droitsPortfolio.ecrire,
  load: (work) => loadFaitsEnvoi(work),
  page: ({ envoi: { recu, taille } }) => Response.json({ recu, taille }),
});

async function lirePiece(input: FormInput) {
  const piece = input.file("piece");
  const debut = input.text("debut");
  if (!piece || piece.size > PIECE_MAX || !/^\d{1,9}$/.test(debut))
    return auChamp({ message: "Cet envoi est incomplet : choisis le fichier de nouveau." });
  return parsed({ debut: Number(debut), bytes: new Uint8Array(await piece.arrayBuffer()) });
}

/** One piece; one that does not follow what has come is not kept, and the answer says from where to go on. */
const piece = act({
  path: routes.envoi,
  name: "portfolio.envoi.piece",
  quiet: true,
  right: droitsPortfolio.ecrire,
  load: (work) => loadFaitsEnvoi(work, true),
  form: lirePiece,
  write: async ({ tx, actor, deps }, { dossier, envoi }, { debut, bytes }) => {
    const recu = debut + bytes.length;
    if (debut !== envoi.recu || recu > envoi.taille) return reponse(dossier, envoi.id, envoi.recu);
    await deps.files.pieces.write(actor.etablissement.id, envoi.id, debut, bytes);
    await setRecu(tx, envoi.id, recu);
    return reponse(dossier, envoi.id, recu);
  },
});

const incomplet = refuse(
  "envoi-incomplet",
  "L’envoi n’est pas arrivé entier : choisis le fichier de nouveau, il reprendra.",
  "fichier",
);
/** What comes was made of two files of one name and one size: the island starts again from zero. */
const autre = refuse(
  "envoi-autre",
  "Le fichier a changé pendant l’envoi : il faut recommencer.",
  "recommencer",
);

/** The pieces make a file: read, checked and scanned like any other, then the sending is over. */
const terminer = act({
  path: routes.envoiTerminer,
  name: "portfolio.fichier.ajouter",
  right: droitsPortfolio.ecrire,
  prepare: async ({ input, params, etablissement, deps }): Promise<Decision<Recu & { octets: number }>> => {
    const bytes = await deps.files.pieces.read(etablissement, params.envoi);
    if (!bytes) return incomplet;
    const empreinte = input.text("empreinte");
    if (empreinte && createHash("sha256").update(bytes).digest("hex") !== empreinte) return autre;
    const recu = await recevoir(bytes, deps.files);
    return recu.ok ? { ok: true, value: { ...recu.value, octets: bytes.length } } : recu;
  },
  load: (work) => loadFaitsEnvoi(work, true),
  form: (input, { envoi }, recu) => {
    if (envoi.recu !== envoi.taille) return auChamp(incomplet);
    if (!recu.ok) return auChamp(recu);
    if (recu.value.octets !== envoi.taille) return auChamp(autre);
    const details = lireDetails(input);
    if (!details.ok) return details;
    const genre = bonGenre(envoi.ancre, recu.value.depot.genre);
    return genre.ok ? parsed({ ...details.value, ...recu.value }) : auChamp(genre);
  },
  write: async (work, faits, ajout) => {
    const { envoi } = faits;
    const garde = await garder(work, faits, { ...ajout, ancre: envoi.ancre, nom: envoi.nom });
    // the night takes the pieces away: until this is committed they may serve again
    if (!("refusal" in garde)) await deleteEnvoi(work.tx, envoi.id);
    return garde;
  },
});

export const envois: Route[] = [ouvrir, etat, piece, terminer];
