import type { SchoolTx } from "#db/pool.ts";
import { parseCivilDate } from "#kernel/civil-date.ts";
import { isId } from "#kernel/id.ts";
import { libellesActivite, type SaisieActivite } from "#portfolio/activites/form.ts";
import { loadTexteActivite, updateActivite } from "#portfolio/activites/store.ts";
import { libellesEntreprise, type SaisieEntreprise } from "#portfolio/entreprise/form.ts";
import { loadPresentation, writePresentation } from "#portfolio/entreprise/store.ts";
import type { Contenu, Ecrit } from "#portfolio/rules.ts";
import { libellesSemaine, questions, type SaisieSemaine } from "#portfolio/semaines/form.ts";
import { loadTexteSemaine, writeSemaine } from "#portfolio/semaines/store.ts";
import type { Objet } from "#portfolio/store.ts";

type Cle = { etablissement: string; dossier: string; cle: string };
type Stored = { version: number; modifie_le: Date };

/** One kind of text of the learner, as its history reads it and puts it back. */
type Texte = {
  /** null when this portfolio has no such text (taken out, never written, a malformed key) */
  load: (tx: SchoolTx, dossier: string, cle: string) => Promise<Ecrit | null>;
  /** field → words, in the order of the form; the learner reads his questions, the others what they ask */
  libelles: (cle: string, tutoie: boolean) => Readonly<Record<string, string>>;
  /** what is stored when this former text is put back: a field it did not know yet stays as it is now */
  complet: (courant: Contenu, ancien: Contenu) => Contenu;
  write: (tx: SchoolTx, cle: Cle, contenu: Contenu, stored: Stored) => Promise<unknown>;
};

const ecrit = (texte: Ecrit): Ecrit | null => (texte.version > 0 ? texte : null);
const garder = (courant: Contenu, ancien: Contenu): Contenu => ({ ...courant, ...ancien });

/** The texts that have a history (B-03). */
export const textes: Record<Objet, Texte> = {
  presentation: {
    load: async (tx, dossier, cle) => (cle === "" ? ecrit(await loadPresentation(tx, dossier)) : null),
    libelles: () => libellesEntreprise,
    complet: garder,
    write: (tx, cle, contenu, stored) => writePresentation(tx, cle, contenu as SaisieEntreprise, stored),
  },
  semaine: {
    load: async (tx, dossier, cle) => {
      const lundi = parseCivilDate(cle);
      return lundi ? ecrit(await loadTexteSemaine(tx, dossier, lundi)) : null;
    },
    libelles: (cle, tutoie) => {
      const lundi = parseCivilDate(cle);
      const lus = Object.fromEntries(questions.map(({ name, libelle }) => [name, libelle]));
      return lundi ? { ...libellesSemaine(lundi), ...(tutoie ? {} : lus) } : {};
    },
    // a day that the former text does not have was told later: it said nothing
    complet: (_, ancien) => ancien,
    write: async (tx, cle, contenu, stored) => {
      const lundi = parseCivilDate(cle.cle);
      if (lundi) await writeSemaine(tx, { ...cle, lundi }, contenu as SaisieSemaine, stored);
    },
  },
  activite: {
    load: async (tx, dossier, cle) => {
      const texte = isId(cle) ? await loadTexteActivite(tx, dossier, cle) : null;
      return texte?.retiree === false ? texte : null;
    },
    libelles: () => libellesActivite,
    complet: garder,
    write: (tx, { cle }, contenu, stored) => updateActivite(tx, cle, contenu as SaisieActivite, stored),
  },
};

export const estObjet = (texte: string): texte is Objet => Object.hasOwn(textes, texte);
