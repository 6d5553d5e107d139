import { type FormState, formOf, textOf } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { lireCandidat } from "#periodes/candidats/form.ts";
import { CandidatsPage, type FaitsCandidats } from "#periodes/candidats/pages.tsx";
import { changementsCandidats } from "#periodes/candidats/store.ts";
import { candidatsDossiers, marquerRetrait, modifierPeriode } from "#periodes/parametres/store.ts";
import { droitsPeriodes } from "#periodes/rights.ts";
import { verifierCandidat } from "#periodes/rules.ts";
import { loadPeriode, ouvrirDossiers } from "#periodes/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Reading = Omit<Work, "params"> & { params: { periode: string } };

async function load(work: Reading, hold = false): Promise<FaitsCandidats | null> {
  const { tx, deps, params, today } = work;
  const periode = await loadPeriode(tx, deps.referentiels, params.periode, hold);
  if (!periode) return null;
  return {
    ...periode,
    candidats: await candidatsDossiers(tx, periode, today),
    changements: await changementsCandidats(tx, periode.id),
  };
}

/** The form sent is drawn again as typed; the other one empty. */
const page = (
  facts: FaitsCandidats,
  { frame, actor }: Pick<Screen, "frame" | "actor">,
  form: FormState = formOf(),
) => {
  const of = (acte: string) => (textOf(form, "acte") === acte ? form : formOf());
  return (
    <CandidatsPage
      frame={frame}
      facts={facts}
      changer={droitsPeriodes.changerCandidats(actor, facts)}
      ajouter={of("ajouter")}
      retirer={of("retirer")}
      fuseau={actor.etablissement.fuseau}
    />
  );
};

const lire = view({
  path: routes.periodeCandidats,
  right: droitsPeriodes.lireCandidats,
  load: (work) => load(work),
  page: (facts, screen) => page(facts, screen),
});

/** An exam's candidate added or withdrawn, with a reason, until a grid is validated (S-08). */
const changer = act({
  path: routes.periodeCandidats,
  name: "periode.candidats.changer",
  right: droitsPeriodes.changerCandidats,
  load: (work) => load(work, true),
  form: (input) => lireCandidat(input),
  decide: (facts, saisie) => verifierCandidat(facts.candidats, saisie),
  write: async ({ tx, actor, now }, facts, { acte, apprenant, motif }) => {
    const candidat = facts.candidats.find((one) => one.id === apprenant);
    const stale = { version: facts.version, by: "La liste des candidats vient de changer.", fields: [] };
    if (!candidat || !(await modifierPeriode(tx, facts.id, {}, facts.version))) return { stale };
    const { dossier } = candidat;
    if (acte === "retirer" && dossier)
      await marquerRetrait(tx, [dossier], { le: now, par: actor.habilitation, motif });
    else if (dossier) await marquerRetrait(tx, [dossier], null);
    else
      await ouvrirDossiers(tx, {
        etablissement: actor.etablissement.id,
        periode: facts,
        apprenants: [candidat],
        referent: facts.auteur,
      });
    const nom = fullName(candidat);
    return {
      to: routes.periodeCandidats.href({ periode: facts.id }),
      object: facts.id,
      details: { acte, apprenant, motif },
      message:
        acte === "ajouter" ? `${nom} est candidat.` : `${nom} n’est plus candidat. Son dossier est gardé.`,
    };
  },
  page,
});

export const candidats: Route[] = [lire, changer];
