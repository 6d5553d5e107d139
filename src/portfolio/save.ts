import { type Contenu, conflitDe, type Ecrit, gardeAvant, issueDe, quand } from "#portfolio/rules.ts";
import { derniereVersion, garderVersion, marquerEdite, type Objet } from "#portfolio/store.ts";
import type { Work, Written } from "#web/act.ts";

type Texte = {
  dossier: string;
  objet: Objet;
  /** what names the text among those of its kind: the Monday, the activity's id */
  cle: string;
  stocke: Ecrit;
  envoye: { contenu: Contenu; version: number };
  /** field → words, for the conflict */
  libelles: Readonly<Record<string, string>>;
  /** stores the text under its new version */
  ecrire: (version: number) => Promise<unknown>;
};

/**
 * Saves one text of the learner (B-02, B-03), in the act's transaction: refused when stale, kept before being replaced
 * (one version a sitting), and the folder opens.
 * @returns the version now stored, or the conflict
 */
export async function save(
  { tx, actor, now, today }: Work,
  texte: Texte,
): Promise<{ version: number } | Extract<Written, { stale: unknown }>> {
  const { dossier, objet, cle, stocke, envoye } = texte;
  const issue = issueDe(stocke, envoye.contenu, envoye.version);
  if (issue === "inchange") return { version: stocke.version };
  const fuseau = actor.etablissement.fuseau;
  if (issue === "perime") {
    const moment = stocke.modifieLe ? quand(stocke.modifieLe, today, fuseau) : "";
    return { stale: conflitDe(stocke, envoye.contenu, texte.libelles, moment) };
  }
  if (stocke.version > 0) {
    const derniere = await derniereVersion(tx, { dossier, objet, cle });
    if (gardeAvant(derniere, actor.habilitation, now))
      await garderVersion(tx, {
        etablissement: actor.etablissement.id,
        dossier,
        objet,
        cle,
        version: stocke.version,
        contenu: stocke.contenu,
        auteur: actor.habilitation,
        le: now,
      });
  }
  const version = stocke.version + 1;
  await texte.ecrire(version);
  await marquerEdite(tx, dossier, now);
  return { version };
}
