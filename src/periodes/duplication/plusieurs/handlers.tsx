import { schoolYearOf } from "#kernel/civil-date.ts";
import { formOf } from "#kernel/form.ts";
import { count, schoolYear } from "#kernel/french.ts";
import { champs, classesDe, elevesPour, lireCopies } from "#periodes/duplication/form.ts";
import { DupliquerPeriodesPage } from "#periodes/duplication/plusieurs/pages.tsx";
import { decaler, equipe, partager, titreDeLaCopie } from "#periodes/duplication/rules.ts";
import {
  bornes,
  creerCopies,
  elevesDeLAnnee,
  enseignantsDesClasses,
  sources,
} from "#periodes/duplication/store.ts";
import { droitsPeriodes } from "#periodes/rights.ts";
import { garderVersion } from "#referentiel/ecole.ts";
import { referentielPour } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

/** The school year asked, a sensible one; last year's by default. */
function anneeDe(query: URLSearchParams, current: number): number {
  const asked = query.get("annee") ?? "";
  const annee = /^\d{4}$/.test(asked) ? Number(asked) : current - 1;
  return annee >= current - 5 && annee <= current ? annee : current - 1;
}

/** The periods of a school year, and who could be in them the year after. */
async function load({ tx, deps, query, actor, today }: Work) {
  const annee = anneeDe(query, schoolYearOf(today));
  const etablissement = query.get("portee") === "etablissement";
  const qui =
    actor.role === "enseignant" && !etablissement
      ? { classes: actor.classes, enseignant: actor.habilitation }
      : null;
  const found = await sources(tx, { ...bornes(annee), qui }, today);
  const eleves = await elevesDeLAnnee(tx, annee + 1, today);
  return {
    annee,
    courante: schoolYearOf(today),
    etablissement,
    sources: found.flatMap((source) => {
      const ref = referentielPour(deps.referentiels, source);
      return ref ? [{ ...source, ref }] : [];
    }),
    eleves,
    parClasse: await enseignantsDesClasses(tx, annee + 1, today),
  };
}

const preparer = view({
  path: routes.periodesDupliquer,
  right: droitsPeriodes.dupliquer,
  load,
  page: (facts, { frame, actor }) => {
    const mine = new Set(actor.role === "enseignant" ? actor.classes : []);
    const values: Record<string, string | string[]> = { annexes: "garder", referents: "comme", choix: [] };
    const choix: string[] = [];
    for (const source of facts.sources) {
      const names = champs(source.id);
      const classes = classesDe(elevesPour(facts.eleves, source)).map((classe) => classe.id);
      const own = classes.filter((classe) => mine.has(classe));
      values[names.nom] = source.nom;
      values[names.du] = decaler(source.du, 1);
      values[names.au] = decaler(source.au, 1);
      values[names.classes] = own.length > 0 ? own : classes;
      if (classes.length > 0 && source.copies === 0) choix.push(source.id);
    }
    return <DupliquerPeriodesPage frame={frame} facts={facts} form={formOf({ ...values, choix })} />;
  },
});

/** The rentrée: every period ticked is created with its dossiers, in one press. */
const dupliquer = act({
  path: routes.periodesDupliquer,
  name: "periodes.dupliquer",
  right: droitsPeriodes.dupliquer,
  load,
  form: (input, facts) => lireCopies(input, facts),
  write: async ({ tx, actor, now }, facts, saisie) => {
    const by = { etablissement: actor.etablissement.id, auteur: actor.habilitation, now };
    const cible = facts.annee + 1;
    const refs = new Map(facts.sources.map(({ id, ref }) => [id, ref]));
    for (const ref of new Set(saisie.lignes.map(({ source }) => refs.get(source.id))))
      if (ref) await garderVersion(tx, by.etablissement, ref, now);
    const copies = saisie.lignes.map(({ source, classes, nom, du, au }) => {
      const apprenants = elevesPour(facts.eleves, source).filter((one) => classes.includes(one.classe.id));
      const referents = partager(apprenants, (classe) =>
        equipe(saisie.referents, classe, {
          referents: source.referents,
          enseignants: facts.parClasse,
          auteur: actor.habilitation,
        }),
      );
      const copier = saisie.copierAnnexes || source.annexe.archivee;
      return {
        source,
        nom,
        du,
        au,
        statut: source.statut,
        referentielVersion: refs.get(source.id)?.version ?? source.referentielVersion,
        copierAnnexe: copier ? { titre: titreDeLaCopie(source.annexe.titre, cible) } : null,
        apprenants,
        referents,
      };
    });
    const ids = await creerCopies(tx, copies, by);
    const dossiers = copies.reduce((n, copie) => n + copie.apprenants.length, 0);
    return {
      to: routes.periodes.href({}, { niveau: copies[0]?.source.niveau, periode: ids[0] }),
      details: { periodes: ids, copieDe: copies.map((copie) => copie.source.id), dossiers },
      message: `${count(ids.length, "période préparée", "périodes préparées")} pour ${schoolYear(cible)}, ${count(dossiers, "dossier ouvert", "dossiers ouverts")}.`,
    };
  },
  page: (facts, { frame }, form) => <DupliquerPeriodesPage frame={frame} facts={facts} form={form} />,
});

export const plusieurs: Route[] = [preparer, dupliquer];
