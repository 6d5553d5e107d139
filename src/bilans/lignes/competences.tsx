import type { Child } from "hono/jsx";
import { type Lien, Preuves } from "#bilans/lignes/preuves.tsx";
import { type Cle, cleDe, lireCompetence, type Stockee } from "#bilans/lignes/rules.ts";
import { signature } from "#bilans/lignes/words.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import type { Competence, Referentiel } from "#referentiel/types.ts";
import { CheckboxField } from "#ui/choices.tsx";
import { Eventail, type Niveau } from "#ui/eventail.tsx";
import { Hidden } from "#ui/form.tsx";
import { Fold, Stack } from "#ui/layout.tsx";

/** What the competences of a grid are drawn from, be it a bilan entreprise or a certificative grid. */
export type Dessin = {
  ref: Referentiel;
  niveaux: readonly Niveau[];
  form: FormState;
  lignes: ReadonlyMap<Cle, Stockee>;
  now: Date;
  fuseau: string;
  /** which wording of a competence comes first (B-23); the other is one tap away */
  mots: "simples" | "officiels";
  /** what somebody else proposes for a line, shown beside the choice */
  propose?: (cle: Cle) => Child;
  /** where the portfolio tells a competence */
  preuves?: (competence: string) => readonly Lien[];
};

/** What a line was drawn from, sent back with it. */
export const Base = ({ form, cle }: { form: FormState; cle: Cle }) => (
  <Hidden name={`base.${cle}`} value={textOf(form, `base.${cle}`)} />
);

const Details = ({ dessin, competence }: { dessin: Dessin; competence: Competence }) => (
  <ul class="competence-details">
    {competence.details.map((detail) => {
      const cle = cleDe("detail", detail.code);
      return (
        <li data-ligne={cle}>
          <div>
            <p>{detail.intitule}</p>
            {detail.sousElements.length > 0 ? (
              <p class="grille-note">{detail.sousElements.join(" · ")}</p>
            ) : null}
            <Signature dessin={dessin} cle={cle} />
            {dessin.propose?.(cle)}
          </div>
          <Base form={dessin.form} cle={cle} />
          <Eventail
            name={cle}
            legend={detail.intitule}
            hideLegend
            levels={dessin.niveaux}
            value={textOf(dessin.form, cle)}
            error={dessin.form.errors[cle]}
            flat
          />
        </li>
      );
    })}
  </ul>
);

/** Who chose, and when: there even when empty, for the choice that somebody else makes meanwhile. */
export const Signature = ({
  dessin,
  cle,
}: {
  dessin: Pick<Dessin, "lignes" | "now" | "fuseau">;
  cle: Cle;
}) => {
  const stockee = dessin.lignes.get(cle);
  const empty = cle.startsWith("competence.") && !lireCompetence(stockee?.valeur ?? "").niveau;
  return (
    <p class="grille-note" data-par>
      {empty ? null : signature(stockee, dessin.now, dessin.fuseau)}
    </p>
  );
};

/** The competence in the words of its reader, and the others folded; official words alone when there are no others. */
const motsDe = ({ intitule, enMotsSimples }: Competence, mots: Dessin["mots"]) => {
  if (!enMotsSimples) return { titre: intitule, autres: null };
  return mots === "simples"
    ? { titre: enMotsSimples, autres: { resume: "Intitulé officiel", texte: intitule } }
    : { titre: intitule, autres: { resume: "En mots simples", texte: enMotsSimples } };
};

/** One competence (S-68, S-69): its fan, and its detailed lines once « Évaluer en détail » is ticked. */
const CompetenceCard = ({
  dessin,
  competence,
  lit,
  grouped,
}: {
  dessin: Dessin;
  competence: Competence;
  lit: boolean;
  /** under the heading of its group */
  grouped: boolean;
}) => {
  const { form } = dessin;
  const Heading = grouped ? "h4" : "h3";
  const cle = cleDe("competence", competence.code);
  const chosen = competence.details.filter((d) => textOf(form, cleDe("detail", d.code)) !== "").length;
  const { titre, autres } = motsDe(competence, dessin.mots);
  return (
    <section
      class={lit ? "card competence competence-liee" : "card competence"}
      data-competence={competence.code}
    >
      <div class="competence-tete" data-ligne={cle}>
        <div class="competence-nom">
          <Heading>
            <span class="competence-code">{competence.code}</span> {titre}
          </Heading>
          {autres ? (
            <Fold quiet summary={autres.resume}>
              {autres.texte}
            </Fold>
          ) : null}
          {dessin.preuves ? (
            <Preuves liens={dessin.preuves(competence.code)} mots="Travaillée dans le portfolio" />
          ) : null}
          {competence.details.length > 0 ? (
            <div class="competence-mode">
              <CheckboxField
                form={form}
                name={`mode.${competence.code}`}
                value="detaillee"
                label={`Évaluer en détail (${competence.details.length})`}
              />
              <p class="competence-compte">
                Évaluation détaillée : <b>{`${chosen} sur ${competence.details.length}`}</b>
              </p>
            </div>
          ) : null}
          <Signature dessin={dessin} cle={cle} />
          {dessin.propose?.(cle)}
        </div>
        <Base form={form} cle={cle} />
        <Eventail
          name={cle}
          legend={`${competence.code} ${titre}`}
          hideLegend
          levels={dessin.niveaux}
          value={textOf(form, cle)}
          error={form.errors[cle]}
        />
      </div>
      {competence.details.length > 0 ? <Details dessin={dessin} competence={competence} /> : null}
    </section>
  );
};

/** Cards of competences under the heading of their group; `lit`: those of a ticked task. */
export const GroupesCompetences = ({
  dessin,
  competences,
  lit,
}: {
  dessin: Dessin;
  competences: readonly Competence[];
  lit?: (code: string) => boolean;
}) => {
  const groups = [...new Set(competences.map((competence) => competence.groupe))];
  return (
    <Stack tight>
      {groups.map((code) => {
        const groupe = dessin.ref.groupes.find((one) => one.code === code);
        return (
          <>
            {groupe ? <h3 class="competence-groupe">{`${groupe.code} ${groupe.intitule}`}</h3> : null}
            {competences
              .filter((competence) => competence.groupe === code)
              .map((competence) => (
                <CompetenceCard
                  dessin={dessin}
                  competence={competence}
                  lit={lit?.(competence.code) ?? false}
                  grouped={groupe !== undefined}
                />
              ))}
          </>
        );
      })}
    </Stack>
  );
};
