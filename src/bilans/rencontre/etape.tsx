import type { Child } from "hono/jsx";
import { quand } from "#bilans/lignes/words.ts";
import type { Vue } from "#bilans/rencontre/document.ts";
import type { Formulaires } from "#bilans/rencontre/form.ts";
import type { CodeEtape, Etape } from "#bilans/rencontre/rules.ts";
import type { FormState } from "#kernel/form.ts";
import { Button } from "#ui/button.tsx";
import { Icon } from "#ui/icon.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Frame } from "#ui/page.tsx";
import { SaveState } from "#ui/save-state.tsx";

/** What every step is drawn from. */
export type Dessin = {
  frame: Frame;
  vue: Vue;
  etapes: readonly Etape[];
  formulaires: Formulaires;
  /** the form that comes back with something to correct or to choose; the others speak for themselves */
  soumis: keyof Formulaires | null;
  now: Date;
  fuseau: string;
  /** who writes: drafts are kept under this id on his device */
  personne: string;
};

/** The id of a step, where the line of steps and « Enregistrer et continuer » lead. */
export const idEtape = (code: CodeEtape): string => `etape-${code}`;

/** One step: its number, its name, where it stands. */
export const Section = ({
  dessin,
  code,
  children,
}: {
  dessin: Dessin;
  code: CodeEtape;
  children?: Child;
}) => {
  const rang = dessin.etapes.findIndex((etape) => etape.code === code);
  const etape = dessin.etapes[rang];
  if (!etape) return null;
  return (
    <section class="rencontre-etape" id={idEtape(code)} aria-labelledby={`${idEtape(code)}-titre`}>
      <h2 id={`${idEtape(code)}-titre`}>
        <span class="rencontre-rang" aria-hidden="true">
          {rang + 1}
        </span>
        <span>
          {etape.nom} <span class="card-meta">{etape.etat}</span>
        </span>
      </h2>
      {children}
    </section>
  );
};

/** The steps along the top, in sight while one scrolls: what is done, what is left. */
export const LigneEtapes = ({ etapes }: { etapes: readonly Etape[] }) => (
  <nav class="rencontre-etapes" aria-label="Étapes de la visite">
    <ol>
      {etapes.map(({ code, nom, etat, faite }, rang) => (
        <li class={faite ? "rencontre-faite" : undefined}>
          <a href={`#${idEtape(code)}`}>
            <span class="rencontre-rang" aria-hidden="true">
              {faite ? <Icon name="check" /> : rang + 1}
            </span>
            <span class="rencontre-nom">{nom}</span>
            <span class="sr-only">, {etat}</span>
          </a>
        </li>
      ))}
    </ol>
  </nav>
);

/** What `Form` is given: the summary of what is wrong stands in the form that was sent, and nowhere else. */
export const corrige = (dessin: Dessin, code: keyof Formulaires): { form?: FormState } =>
  dessin.soumis === code ? { form: dessin.formulaires[code] } : {};

/** The end of a step: the button that works everywhere, and the state that the script keeps. */
export const Pied = ({
  dessin,
  id,
  code,
  le,
  ecrit = le !== null,
  boutonSeul,
  children,
}: {
  dessin: Dessin;
  /** of the form */
  id: string;
  code: keyof Formulaires;
  /** when what it shows was last written; null: never */
  le: Date | null;
  /** something is written, at an instant that is not known */
  ecrit?: boolean;
  boutonSeul?: boolean;
  children?: Child;
}) => {
  const conflit = dessin.soumis === code && dessin.formulaires[code].conflict !== undefined;
  const enregistre = `Enregistré ${le ? quand(le, dessin.now, dessin.fuseau) : ""}`.trim();
  const texte = ecrit ? enregistre : "Pas encore enregistré";
  return (
    <div class="rencontre-pied">
      {children ?? <Button icon="arrow-right">Enregistrer et continuer</Button>}
      <SaveState
        form={id}
        autosave={boutonSeul ? undefined : { personne: dessin.personne, tutoie: false }}
        state={conflit ? "conflict" : ecrit ? "saved" : "new"}
        text={conflit ? "Rien n’a été enregistré" : texte}
      />
    </div>
  );
};

/** Why this reader does not fill the bilan here. */
export const Motif = ({ code, message, action }: { code: string; message: string; action?: Child }) => (
  <Notice
    kind={code === "verrou-bilan" ? "locked" : "info"}
    title={code === "verrou-bilan" ? "Bilan figé" : undefined}
    action={action}
  >
    {message}
  </Notice>
);
