import { schoolYearOf } from "#kernel/civil-date.ts";
import { formOf } from "#kernel/form.ts";
import { count, schoolYear } from "#kernel/french.ts";
import { champReferent, classesDe, lireCopie } from "#periodes/duplication/form.ts";
import { DupliquerPeriodePage } from "#periodes/duplication/pages.tsx";
import { plusieurs } from "#periodes/duplication/plusieurs/handlers.tsx";
import { decaler, equipe, partager, titreDeLaCopie } from "#periodes/duplication/rules.ts";
import {
  anneesDesClasses,
  creerCopies,
  enseignantsDesClasses,
  sources,
} from "#periodes/duplication/store.ts";
import { droitsPeriodes } from "#periodes/rights.ts";
import { candidats, enseignants } from "#periodes/store.ts";
import { garderVersion } from "#referentiel/ecole.ts";
import { referentielPour } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

/** The year asked when classes exist for it; else the one after the period's, else the last there is. */
function anneeVoulue(
  asked: string | null,
  offered: readonly number[],
  anneeSource: number,
): number | undefined {
  const later = offered.filter((annee) => annee >= anneeSource);
  return (
    later.find((annee) => String(annee) === asked) ??
    later.find((annee) => annee === anneeSource + 1) ??
    later.at(-1)
  );
}

async function load({ tx, deps, params, query, today }: Work<"/periodes/:periode/dupliquer">) {
  const [source] = await sources(tx, { periode: params.periode }, today);
  const ref = source && referentielPour(deps.referentiels, source);
  if (!source || !ref) return null;
  const anneeSource = schoolYearOf(source.du);
  const annees = (await anneesDesClasses(tx, source)).filter((annee) => annee >= anneeSource);
  const annee = anneeVoulue(query.get("annee"), annees, anneeSource) ?? anneeSource + 1;
  return {
    source,
    ref,
    annees,
    annee,
    decalage: annee - anneeSource,
    candidats: await candidats(tx, { ...source, annee, today }),
    enseignants: await enseignants(tx, today),
    parClasse: await enseignantsDesClasses(tx, annee, today),
  };
}

const preparer = view({
  path: routes.periodeDupliquer,
  right: droitsPeriodes.dupliquer,
  load,
  page: (facts, { frame, actor }) => {
    const { source, decalage, candidats } = facts;
    const mine = actor.role === "enseignant" ? actor.classes : [];
    const own = candidats.filter((one) => mine.includes(one.classe.id));
    const values = {
      nom: source.nom,
      statut: source.statut,
      du: decaler(source.du, decalage),
      au: decaler(source.au, decalage),
      annexe: source.annexe.archivee ? "copier" : "garder",
      apprenants: (own.length > 0 ? own : candidats).map((one) => one.id),
      ...Object.fromEntries(classesDe(candidats).map((classe) => [champReferent(classe.id), "comme"])),
    };
    return (
      <DupliquerPeriodePage frame={frame} facts={facts} auteur={actor.habilitation} form={formOf(values)} />
    );
  },
});

/** « Dupliquer une période » (B-04): the period again for another school year, with its dossiers. */
const dupliquer = act({
  path: routes.periodeDupliquer,
  name: "periode.dupliquer",
  right: droitsPeriodes.dupliquer,
  load,
  form: (input, facts) => lireCopie(input, facts),
  write: async ({ tx, actor, now }, facts, { referents, apprenants: chosen, copierAnnexe, ...saisie }) => {
    const { source, ref, annee, parClasse } = facts;
    const by = { etablissement: actor.etablissement.id, auteur: actor.habilitation, now };
    await garderVersion(tx, by.etablissement, ref, now);
    const apprenants = facts.candidats.filter((one) => chosen.includes(one.id));
    const team = (classe: { id: string; nom: string }) =>
      equipe(referents.get(classe.id) ?? "comme", classe, {
        referents: source.referents,
        enseignants: parClasse,
        auteur: actor.habilitation,
      });
    const [id = ""] = await creerCopies(
      tx,
      [
        {
          ...saisie,
          source,
          referentielVersion: ref.version,
          copierAnnexe: copierAnnexe ? { titre: titreDeLaCopie(source.annexe.titre, annee) } : null,
          apprenants,
          referents: partager(apprenants, team),
        },
      ],
      by,
    );
    return {
      to: routes.periodes.href({}, { niveau: source.niveau, periode: id }),
      object: id,
      details: { copieDe: source.id, apprenants: apprenants.length },
      message: `Période « ${saisie.nom} » préparée pour ${schoolYear(annee)}, avec ${count(apprenants.length, "apprenant")}.`,
    };
  },
  page: (facts, { frame, actor }, form) => (
    <DupliquerPeriodePage frame={frame} facts={facts} auteur={actor.habilitation} form={form} />
  ),
});

export const duplication: Route[] = [...plusieurs, preparer, dupliquer];
