import { enTete } from "#documents/store/etablissement.ts";
import { tableauDeBordPdf } from "#documents/tableau-de-bord.ts";
import { contentDisposition, fileName } from "#files/download.ts";
import { listName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { loadAttitudesParPeriode } from "#tableau-de-bord/attitudes/store.ts";
import { competencesDeClasse } from "#tableau-de-bord/classe/handlers.tsx";
import { lireDemande } from "#tableau-de-bord/demande.ts";
import { feuilleTableau } from "#tableau-de-bord/impression.tsx";
import { type Lecture, type Partie, restreint } from "#tableau-de-bord/lecture.ts";
import { TableauPage } from "#tableau-de-bord/pages.tsx";
import { preuvesDe } from "#tableau-de-bord/preuves/rules.ts";
import { loadEcrits } from "#tableau-de-bord/preuves/store.ts";
import { droitsTableauDeBord, ouvertsPour } from "#tableau-de-bord/rights.ts";
import { dossiersDe, loadApprenant, loadBilansIntermediaires, loadParcours } from "#tableau-de-bord/store.ts";
import { type Route, view, type Work } from "#web/act.ts";

type Asked = Pick<Work, "tx" | "deps" | "actor" | "today" | "query"> & { params: { apprenant: string } };

/** Everything a dashboard says, in a number of statements that does not depend on how much there is. */
async function load({ tx, params, deps, actor, today, query }: Asked) {
  const apprenant = await loadApprenant(tx, params.apprenant, today);
  if (!apprenant) return null;
  const dossiers = await dossiersDe(tx, apprenant.id);
  const facts = { apprenant, dossiers };
  const parcours = await loadParcours(tx, [apprenant.id], deps.referentiels);
  const parties = (parcours.get(apprenant.id) ?? []).flatMap(({ referentiel, evaluations }): Partie[] => {
    const ref = deps.referentiels.get(referentiel);
    return ref ? [{ ref, evaluations }] : [];
  });
  const lecture: Lecture = {
    apprenant: apprenant.id,
    tutoie: actor.role === "apprenant",
    demande: lireDemande(query),
    bilans: await loadBilansIntermediaires(tx, apprenant.id),
    ouverts: ouvertsPour(actor, dossiers),
  };
  return {
    ...facts,
    // what the learner studies now comes first
    parties: parties.sort(
      (a, b) =>
        Number(b.ref.code === apprenant.classe?.referentiel) -
        Number(a.ref.code === apprenant.classe?.referentiel),
    ),
    attitudes: await loadAttitudesParPeriode(tx, apprenant.id, deps.referentiels),
    lecture,
  };
}

const page = view({
  path: routes.tableauDeBord,
  right: droitsTableauDeBord.lire,
  load: async (work) => {
    const facts = await load(work);
    if (!facts) return null;
    const { competence } = facts.lecture.demande;
    const ecrits =
      competence !== null && droitsTableauDeBord.lire(work.actor, facts).ok
        ? await loadEcrits(work.tx, [...facts.lecture.ouverts], work.deps.referentiels)
        : [];
    return { ...facts, preuves: competence === null ? [] : preuvesDe(competence, ecrits) };
  },
  page: ({ apprenant, ...facts }, { frame }) => (
    <TableauPage frame={frame} apprenant={apprenant} classe={apprenant.classe?.nom ?? null} {...facts} />
  ),
});

const pdf = view({
  path: routes.tableauDeBordPdf,
  right: droitsTableauDeBord.lire,
  load: async (work) => {
    const facts = await load(work);
    return facts && { ...facts, etablissement: await enTete(work.tx, work.actor.etablissement.id) };
  },
  page: async ({ apprenant, etablissement, lecture, ...facts }, { today }) => {
    const shown = restreint(facts, lecture.demande);
    const who = { apprenant, classe: apprenant.classe?.nom ?? "" };
    const bytes = await tableauDeBordPdf(etablissement, feuilleTableau(who, { ...shown, lecture }, today));
    return new Response(bytes, {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": contentDisposition(
          fileName(`Tableau de bord ${listName(apprenant)} ${today}`, "pdf"),
        ),
      },
    });
  },
});

export const tableauDeBord: Route[] = [page, pdf, ...competencesDeClasse];
