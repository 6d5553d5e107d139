import { liensDes } from "#bilans/entreprise/preuves.ts";
import type { GrilleLue } from "#bilans/entreprise/store.ts";
import {
  Base,
  type Dessin as DessinCompetences,
  GroupesCompetences,
  Signature,
} from "#bilans/lignes/competences.tsx";
import { Preuves } from "#bilans/lignes/preuves.tsx";
import { cleDe } from "#bilans/lignes/rules.ts";
import { textOf } from "#kernel/form.ts";
import {
  competencesMobilisees,
  competencesPourTaches,
  liensDe,
  matriceIndicative,
  tachesDe,
} from "#referentiel/rules.ts";
import type { Competence, Referentiel } from "#referentiel/types.ts";
import { Card } from "#ui/card.tsx";
import { CheckboxField } from "#ui/choices.tsx";
import { Fold, Stack } from "#ui/layout.tsx";

/** What the parts of the bilan entreprise are drawn from. */
export type Dessin = DessinCompetences & {
  grille: Pick<GrilleLue, "dossier" | "periode" | "taches" | "preuves" | "tuteur">;
};

const TacheBox = ({ dessin, code, intitule }: { dessin: Dessin; code: string; intitule: string }) => {
  const cle = cleDe("tache", code);
  return (
    <div
      class="tache"
      data-ligne={cle}
      data-competences={liensDe(dessin.ref, code)
        .map((lien) => lien.competence)
        .join(" ")}
    >
      <Base form={dessin.form} cle={cle} />
      <CheckboxField form={dessin.form} name={cle} label={`${code} ${intitule}`} />
      <Signature dessin={dessin} cle={cle} />
      <Preuves
        liens={liensDes(dessin.grille, ({ taches }) => taches.includes(code))}
        mots="Décrite dans le portfolio"
      />
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
  const { ref, form, lignes } = dessin;
  const { taches } = dessin.grille;
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

/** The competences that these tasks mobilise, and those of the form that already hold something; then the others. */
export function partage(
  { ref, form }: Pick<Dessin, "ref" | "form">,
  taches: readonly string[],
): { liees: ReadonlySet<string>; premieres: Competence[]; autres: Competence[] } {
  const liees = new Set(competencesPourTaches(ref, taches).map(({ code }) => code));
  const touched = ({ code }: Competence) =>
    textOf(form, cleDe("competence", code)) !== "" ||
    textOf(form, `mode.${code}`) !== "" ||
    form.errors[cleDe("competence", code)] !== undefined;
  const isFirst = (competence: Competence) =>
    liees.size === 0 || liees.has(competence.code) || touched(competence);
  const toutes = competencesMobilisees(ref);
  return { liees, premieres: toutes.filter(isFirst), autres: toutes.filter((one) => !isFirst(one)) };
}

/** What each level means, for those who do not use it every day (B-23). */
export const MotsDesNiveaux = ({ ref }: { ref: Referentiel }) => (
  <Fold summary="Que veulent dire les niveaux ?">
    <dl class="niveaux-mots">
      {ref.niveauxReussite.map(({ code, intitule, enMotsSimples }) => (
        <div>
          <dt>{`${code} ${intitule}`}</dt>
          <dd>{enMotsSimples}</dd>
        </div>
      ))}
    </dl>
  </Fold>
);

/** The competences: those of the ticked tasks and those already evaluated, then the others, folded but all there. */
export const CompetencesPart = ({ dessin }: { dessin: Dessin }) => {
  const { ref, form, grille } = dessin;
  const ticked = tachesDe(ref).flatMap(({ code }) =>
    textOf(form, cleDe("tache", code)) === "oui" ? [code] : [],
  );
  const { liees, premieres, autres } = partage(dessin, ticked.length > 0 ? ticked : grille.taches.fiche);
  const done = premieres.filter(({ code }) => textOf(form, cleDe("competence", code)) !== "").length;
  // what the fiche foresees comes first; only what is ticked is lit
  const lit = (code: string) => ticked.length > 0 && liees.has(code);
  return (
    <section class="stack stack-tight" aria-labelledby="competences">
      <h2 id="competences">
        Compétences à évaluer <span class="card-meta grille-compte">{`${done} sur ${premieres.length}`}</span>
      </h2>
      {matriceIndicative(ref) && liees.size > 0 ? (
        <p class="meta">
          Proposées à titre indicatif d’après les tâches prévues ou cochées : vous pouvez évaluer toutes les
          autres.
        </p>
      ) : null}
      {dessin.mots === "simples" ? <MotsDesNiveaux ref={ref} /> : null}
      <GroupesCompetences dessin={dessin} competences={premieres} lit={lit} />
      {autres.length > 0 ? (
        <Fold summary={`Autres compétences (${autres.length})`}>
          <GroupesCompetences dessin={dessin} competences={autres} lit={lit} />
        </Fold>
      ) : null}
    </section>
  );
};
