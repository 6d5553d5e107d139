import { postLetters } from "#courriels/queue.ts";
import { estEnseignantDuDossier } from "#dossiers/rights.ts";
import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { refuse } from "#kernel/decision.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { count } from "#kernel/french.ts";
import { statutDe } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { lettreRappel } from "#relances/rappel/lettre.ts";
import { RappelPage } from "#relances/rappel/pages.tsx";
import { type EtapeRappel, lireEtape, premiereSemaine, type Revue, revue } from "#relances/rappel/rules.ts";
import { contacts, tenirPeriode } from "#relances/rappel/store.ts";
import { droitsRelances } from "#relances/rights.ts";
import { routes } from "#routes.ts";
import { loadPeriode, type PeriodeTuteurs } from "#tuteurs/store.ts";
import { WHOLE_FORM } from "#ui/form.tsx";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Faits = { etape: EtapeRappel; periode: PeriodeTuteurs; classes: string[]; groupes: Revue };

/** Null when the period is not here, or the step is not one of those that can be recalled. */
async function load(
  { tx, actor, deps, params, query, today }: Work<string>,
  hold = false,
): Promise<Faits | null> {
  const etape = lireEtape(query.get("etape"));
  const periode = await loadPeriode(tx, (params as { periode: string }).periode);
  if (!etape || !periode) return null;
  if (hold) await tenirPeriode(tx, periode.id);
  const etats = await etatsDesDossiers(tx, { periode: periode.id }, today);
  const groupes = revue(etape, etats, {
    statutDe: (etat) =>
      statutDe(referentielDe(deps.referentiels, etat.periode) ?? { statutsPeriode: [] }, etat.periode.statut),
    contacts: await contacts(tx, { periode: periode.id }, etape, today),
    mienne: (etat) => estEnseignantDuDossier(actor, etat),
    today,
    fuseau: actor.etablissement.fuseau,
  });
  return { etape, periode, classes: [...new Set(etats.map((etat) => etat.classe.id))], groupes };
}

/** The letter the first of them will read; a tutor's link is made as it leaves. */
function apercu({ etape, groupes }: Faits, actor: Actor, today: CivilDate, origin: string) {
  const first = groupes.envoyer[0];
  if (!first?.qui) return null;
  const { etat, qui } = first;
  const { dossier } = etat;
  const page = {
    entreprise: routes.ficheLieu.href({ dossier }),
    semaines: routes.semaine.href({ dossier, lundi: premiereSemaine(etat, today) }),
    venu: routes.acces.href({ jeton: "…" }),
    attitudes:
      etat.apprenant.statut === "apprenti"
        ? routes.dossier.href({ dossier })
        : routes.acces.href({ jeton: "…" }),
  }[etape];
  const faits = { etape, etat, qui, enseignant: actor, ecole: actor.etablissement.nom, today };
  return { qui, lettre: lettreRappel(faits, `${origin}${decodeURIComponent(page)}`) };
}

const page = (faits: Faits, { actor, frame, deps, today }: Screen, form: FormState = formOf()) => (
  <RappelPage
    frame={frame}
    etape={faits.etape}
    periode={faits.periode}
    revue={faits.groupes}
    apercu={apercu(faits, actor, today, deps.origin)}
    fuseau={actor.etablissement.fuseau}
    form={form}
  />
);

/** « Relancer les 3 » (B-11): a review, then one press. */
export const rappel: Route[] = [
  view({
    path: routes.relancer,
    right: droitsRelances.relancer,
    load: (work) => load(work),
    page: (faits, screen) => page(faits, screen),
  }),

  act({
    path: routes.relancer,
    name: "periode.relancer",
    right: droitsRelances.relancer,
    load: (work) => load(work, true),
    form: () => parsed({}),
    write: async ({ tx, actor, now }, { etape, periode, groupes }) => {
      const { envoyer, viveVoix, dejaAujourdhui } = groupes;
      if (envoyer.length === 0)
        return {
          refusal: refuse(
            "aucun-rappel",
            dejaAujourdhui.length > 0
              ? "Aucun rappel envoyé : ces personnes en ont déjà reçu un aujourd’hui. Attendez demain."
              : "Aucun rappel envoyé : personne n’est en retard, ou aucun courriel n’est connu.",
            WHOLE_FORM,
          ),
        };
      await postLetters(
        tx,
        envoyer.map(({ etat: { dossier }, qui }) => ({
          envelope: {
            etablissement: actor.etablissement.id,
            destinataire: qui?.courriel ?? "",
            dossier,
            now,
          },
          letter: { modele: "rappel", donnees: { dossier, etape, par: actor.habilitation } },
        })),
      );
      const voix =
        viveVoix.length > 0 ? ` ${count(viveVoix.length, "personne")} à prévenir de vive voix.` : "";
      return {
        to: routes.relancer.href({ periode: periode.id }, { etape }),
        message: `${count(envoyer.length, "rappel envoyé", "rappels envoyés")}.${voix}`,
        object: periode.id,
        details: { etape, dossiers: envoyer.map(({ etat }) => etat.dossier), deViveVoix: viveVoix.length },
        mail: true,
      };
    },
    page: (faits, screen, form) => page(faits, screen, form),
  }),
];
