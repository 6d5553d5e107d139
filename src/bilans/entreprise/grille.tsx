import { Base, type Dessin as DessinCompetences, GroupesCompetences } from "#bilans/lignes/competences.tsx";
import { cleDe } from "#bilans/lignes/rules.ts";
import { signature } from "#bilans/lignes/words.ts";
import { textOf } from "#kernel/form.ts";
import { competencesPourTaches, liensDe, matriceIndicative, tachesDe } from "#referentiel/rules.ts";
import type { Competence, Referentiel } from "#referentiel/types.ts";
import { Card } from "#ui/card.tsx";
import { CheckboxField } from "#ui/choices.tsx";
import { Fold, Stack } from "#ui/layout.tsx";

/** What the parts of the bilan entreprise are drawn from. */
export type Dessin = DessinCompetences & {
  taches: { fiche: readonly string[]; decrites: readonly string[] };
};

const TacheBox = ({ dessin, code, intitule }: { dessin: Dessin; code: string; intitule: string }) => {
  const cle = cleDe("tache", code);
  const notes = [
    dessin.taches.decrites.includes(code) ? "décrite dans le portfolio" : null,
    signature(dessin.lignes.get(cle), dessin.now, dessin.fuseau),
  ].filter(Boolean);
  return (
    <div
      class="tache"
      data-competences={liensDe(dessin.ref, code)
        .map((lien) => lien.competence)
        .join(" ")}
    >
      <Base form={dessin.form} cle={cle} />
      <CheckboxField form={dessin.form} name={cle} label={`${code} ${intitule}`} />
      {notes.length > 0 ? <p class="grille-note">{notes.join(" · ")}</p> : null}
    </div>
  );
};

const parActivite = (ref: Referentiel, codes: (code: string) => boolean) =>
  ref.activites
    .map((activite) => ({
      activite,
      taches: tachesDe(ref).filter((tache) => tache.activite === activite.code && codes(tache.code)),
    }))
    .filter(({ taches }) => taches.length > 0);

/** The tasks (S-67): those of the learner's fiche and portfolio, the rest folded (B-24). */
export const TachesPart = ({ dessin }: { dessin: Dessin }) => {
  const { ref, form, taches, lignes } = dessin;
  const known = (code: string) =>
    taches.fiche.includes(code) ||
    taches.decrites.includes(code) ||
    lignes.has(cleDe("tache", code)) ||
    textOf(form, cleDe("tache", code)) !== "";
  const first = tachesDe(ref).some((tache) => known(tache.code)) ? known : () => true;
  const others = tachesDe(ref).filter((tache) => !first(tache.code)).length;
  const list = (keep: (code: string) => boolean) =>
    parActivite(ref, keep).map(({ activite, taches: own }) => (
      <Card
        level={3}
        title={activite.code === own[0]?.code ? "Activités" : `${activite.code} ${activite.intitule}`}
      >
        {own.map((tache) => (
          <TacheBox dessin={dessin} code={tache.code} intitule={tache.intitule} />
        ))}
      </Card>
    ));
  return (
    <Stack tight>
      {list(first)}
      {others > 0 ? (
        <Fold summary={`Autres tâches (${others})`}>
          <Stack tight>{list((code) => !first(code))}</Stack>
        </Fold>
      ) : null}
    </Stack>
  );
};

/** The competences: those of the ticked tasks and those already evaluated, then the others, folded but all there. */
export const CompetencesPart = ({ dessin, toutes }: { dessin: Dessin; toutes: readonly Competence[] }) => {
  const { ref, form, taches } = dessin;
  const ticked = tachesDe(ref).flatMap(({ code }) =>
    textOf(form, cleDe("tache", code)) === "oui" ? [code] : [],
  );
  const linked = new Set(
    competencesPourTaches(ref, ticked.length > 0 ? ticked : taches.fiche).map(({ code }) => code),
  );
  const level = (code: string) => textOf(form, cleDe("competence", code));
  const touched = ({ code }: Competence) =>
    level(code) !== "" ||
    textOf(form, `mode.${code}`) !== "" ||
    form.errors[cleDe("competence", code)] !== undefined;
  const isFirst = (competence: Competence) =>
    linked.size === 0 || linked.has(competence.code) || touched(competence);
  const first = toutes.filter(isFirst);
  const others = toutes.filter((competence) => !isFirst(competence));
  const done = first.filter(({ code }) => level(code) !== "").length;
  // what the fiche foresees comes first; only what is ticked is lit
  const lit = (code: string) => ticked.length > 0 && linked.has(code);
  return (
    <section class="stack stack-tight" aria-labelledby="competences">
      <h2 id="competences">
        Compétences à évaluer <span class="card-meta grille-compte">{`${done} sur ${first.length}`}</span>
      </h2>
      {matriceIndicative(ref) && linked.size > 0 ? (
        <p class="meta">
          Proposées à titre indicatif d’après les tâches prévues ou cochées : vous pouvez évaluer toutes les
          autres.
        </p>
      ) : null}
      <GroupesCompetences dessin={dessin} competences={first} lit={lit} />
      {others.length > 0 ? (
        <Fold summary={`Autres compétences (${others.length})`}>
          <GroupesCompetences dessin={dessin} competences={others} lit={lit} />
        </Fold>
      ) : null}
    </section>
  );
};
