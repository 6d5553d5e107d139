import { addressKey } from "#comptes/address.ts";
import { enter } from "#comptes/entering.ts";
import { throttle } from "#comptes/rules.ts";
import { type LienTuteur, lienTuteur } from "#comptes/store/acces-tuteur.ts";
import { countFailure, isThrottled } from "#comptes/store.ts";
import { postLetter } from "#courriels/queue.ts";
import { asSchool } from "#db/pool.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { routes } from "#routes.ts";
import { AccesPage, DemandeNoteePage, LienFermePage } from "#tuteurs/acces/pages.tsx";
import { enseignantAPrevenir, noterDemande, noterVisite } from "#tuteurs/acces/store.ts";
import { type FaitsLien, lienVivant, peutDemander } from "#tuteurs/rules.ts";
import { type Acces, loadAcces } from "#tuteurs/store/un-acces.ts";
import type { Route } from "#web/act.ts";
import { html } from "#web/answer.ts";
import type { WebContext } from "#web/deps.ts";
import { problem } from "#web/errors.tsx";
import { frameFor } from "#web/frame.ts";
import { openAct, openView } from "#web/open.ts";

const jetonOf = (c: WebContext) => c.req.param("jeton") ?? "";

const faitsDe = (lien: LienTuteur, acces: Acces): FaitsLien => ({
  lienExpireLe: lien.expireLe,
  lienRevoqueLe: lien.revoqueLe,
  accesRevoqueLe: acces.revoqueLe,
  jusquAu: acces.jusquAu,
});

const vivant = (lien: LienTuteur, acces: Acces | null, now: Date): acces is Acces =>
  acces !== null && lienVivant(faitsDe(lien, acces), now, civilDateIn(now, acces.fuseau));

/** Expired, revoked and never given: the same page, so that it teaches nothing. */
const ferme = (c: WebContext) => html(c, <LienFermePage frame={frameFor(c, null)} jeton={jetonOf(c)} />, 404);

const tropDEssais = (c: WebContext) =>
  problem(c, null, {
    status: 429,
    title: "Trop d’essais",
    sentence: "Attendez un quart d’heure, puis réessayez.",
  });

/** The page of the mailed link: a GET redeems nothing, because mail scanners open links (product.md, Tutor's link). */
const lire = openView(routes.acces, async (c) => {
  const { db, clock } = c.get("deps");
  const lien = await lienTuteur(db, jetonOf(c));
  if (!lien) return ferme(c);
  const acces = await asSchool(db, lien.etablissement, (tx) => loadAcces(tx, lien.accueilTuteur));
  if (!vivant(lien, acces, clock())) return ferme(c);
  // the browser that entered by it goes straight in
  if (c.get("session")?.habilitation === acces.tuteur.habilitation)
    return c.redirect(routes.accueil.href({}), 303);
  return html(c, <AccesPage frame={frameFor(c, null)} jeton={jetonOf(c)} acces={acces} />);
});

/** « Accéder à mon espace »: opens a fresh session; the link stays usable. */
const entrer = openAct(routes.acces, async (c) => {
  const { db, clock } = c.get("deps");
  const now = clock();
  const address = addressKey(c);
  if (await isThrottled(db, [{ key: address, limit: throttle.address }], now)) return tropDEssais(c);
  const lien = await lienTuteur(db, jetonOf(c));
  const entered =
    lien !== null &&
    (await asSchool(db, lien.etablissement, async (tx) => {
      const acces = await loadAcces(tx, lien.accueilTuteur, true);
      if (!vivant(lien, acces, now)) return false;
      const { etablissement } = lien;
      const { identite, habilitation } = acces.tuteur;
      await noterVisite(tx, {
        etablissement,
        acces,
        now,
        today: civilDateIn(now, acces.fuseau),
        par: "lien",
      });
      // in the same transaction: an access invalidated at this instant leaves no session behind
      await enter(c, identite, { etablissement, habilitation, role: "tuteur" }, tx);
      return true;
    }));
  if (entered) return c.redirect(routes.accueil.href({}), 303);
  await countFailure(db, [address], now);
  return ferme(c);
});

/** « Demander un nouveau lien »: one answer whatever the link was; the teacher is told once, and approves by sending. */
const demander = openAct(routes.nouveauLien, async (c) => {
  const deps = c.get("deps");
  const now = deps.clock();
  const key = `nouveau-lien:${addressKey(c)}`;
  if (await isThrottled(deps.db, [{ key, limit: throttle.pair }], now)) return tropDEssais(c);
  await countFailure(deps.db, [key], now);
  const lien = await lienTuteur(deps.db, jetonOf(c));
  if (lien) await noter(c, lien, now);
  return html(c, <DemandeNoteePage frame={frameFor(c, null)} />);
});

async function noter(c: WebContext, lien: LienTuteur, now: Date): Promise<void> {
  const deps = c.get("deps");
  const posted = await asSchool(deps.db, lien.etablissement, async (tx) => {
    const acces = await loadAcces(tx, lien.accueilTuteur, true);
    if (!acces || !peutDemander(faitsDe(lien, acces)) || acces.demandeLe) return false;
    const destinataire = await enseignantAPrevenir(tx, acces.id, civilDateIn(now, acces.fuseau));
    await noterDemande(tx, acces, now);
    if (!destinataire) return false;
    await postLetter(
      tx,
      { etablissement: lien.etablissement, destinataire, dossier: acces.dossier, now },
      { modele: "demande-nouveau-lien", donnees: { accueilTuteur: acces.id } },
    );
    return true;
  });
  if (posted) deps.mailWaiting();
}

/** Entering by the mailed link (S-35, S-36). */
export const acces: Route[] = [lire, entrer, demander];
