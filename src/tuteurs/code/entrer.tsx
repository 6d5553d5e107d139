import { addressKey } from "#comptes/address.ts";
import { enter } from "#comptes/entering.ts";
import { throttle, throttleCode } from "#comptes/rules.ts";
import { empreinteDuCode, fingerprint, lireCodeChiffres } from "#comptes/secrets.ts";
import { consommerCode, type LienTuteur, lienDuCode } from "#comptes/store/acces-tuteur.ts";
import { countFailure, giveTryBack, isThrottled, takeTry } from "#comptes/store.ts";
import { asSchool, type SchoolTx } from "#db/pool.ts";
import { loadDossier } from "#dossiers/store.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { referentielsPourTravail } from "#referentiel/ecole.ts";
import { statutDe } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { noterVisite } from "#tuteurs/acces/store.ts";
import { CodeReconnuPage, TaperCodePage } from "#tuteurs/code/pages.tsx";
import { lienVivant } from "#tuteurs/rules.ts";
import { type Acces, loadAcces } from "#tuteurs/store/un-acces.ts";
import type { Route } from "#web/act.ts";
import { html } from "#web/answer.ts";
import type { WebContext } from "#web/deps.ts";
import { leaveMessage } from "#web/flash.ts";
import { frameFor } from "#web/frame.ts";
import { openAct, openView } from "#web/open.ts";

const jetonOf = (c: WebContext) => c.req.param("jeton") ?? "";

const FAUX =
  "Ce code n’ouvre rien : un chiffre est faux, il a déjà servi, ou il a plus d’un quart d’heure. Demandez-en un autre à l’enseignant.";
const TROP = "Trop d’essais. Photographiez le carré que montre l’enseignant, ou attendez un quart d’heure.";

const taper = (c: WebContext, form: FormState = formOf(), status = 200) =>
  html(c, <TaperCodePage frame={frameFor(c, null)} form={form} />, status);

const refuser = (c: WebContext, code: string, message: string, status: 404 | 422 | 429) => {
  if (status === 429) c.header("Retry-After", "900");
  return taper(c, { values: { code }, errors: { code: message } }, status);
};

const vivant = (lien: LienTuteur, acces: Acces | null, now: Date): acces is Acces =>
  acces !== null &&
  lienVivant(
    {
      lienExpireLe: lien.expireLe,
      lienRevoqueLe: lien.revoqueLe,
      accesRevoqueLe: acces.revoqueLe,
      jusquAu: acces.jusquAu,
    },
    now,
    civilDateIn(now, acces.fuseau),
  );

/** The access a code leads to, while both live. */
async function reconnaitre(c: WebContext, empreinte: Buffer): Promise<Acces | null> {
  const { db, clock } = c.get("deps");
  const lien = await lienDuCode(db, empreinte);
  if (!lien) return null;
  const acces = await asSchool(db, lien.etablissement, (tx) => loadAcces(tx, lien.accueilTuteur));
  return vivant(lien, acces, clock()) ? acces : null;
}

/** Straight to what is filled together: the bilan entreprise, an exam's grid, else the attitudes. */
async function pageARemplir(
  c: WebContext,
  tx: SchoolTx,
  { etablissement, dossier }: { etablissement: string; dossier: string },
): Promise<string> {
  const referentiels = await referentielsPourTravail(tx, c.get("deps"), etablissement);
  const faits = await loadDossier(tx, dossier);
  const ref = faits && referentielDe(referentiels, faits.periode);
  const statut = statutDe(ref ?? { statutsPeriode: [] }, faits?.periode.statut ?? "");
  if (statut.bilanEntreprise) return routes.bilanEntreprise.href({ dossier });
  if (statut.grilleCertificative) return routes.grilleCertificative.href({ dossier });
  return statut.bilanAttitudes ? routes.attitudes.href({ dossier }) : routes.dossier.href({ dossier });
}

/** Uses the code up and opens the tutor's session, for the time of a visit. @returns where he goes; null: too late */
async function entrer(c: WebContext, empreinte: Buffer): Promise<string | null> {
  const { db, clock } = c.get("deps");
  const now = clock();
  const lien = await lienDuCode(db, empreinte);
  if (!lien) return null;
  const { etablissement, accueilTuteur } = lien;
  return asSchool(db, etablissement, async (tx) => {
    const acces = await loadAcces(tx, accueilTuteur, true);
    if (!vivant(lien, acces, now)) return null;
    if (!(await consommerCode(tx, { etablissement, accueilTuteur, empreinte, now }))) return null;
    const { identite, habilitation } = acces.tuteur;
    await noterVisite(tx, {
      etablissement,
      acces,
      now,
      today: civilDateIn(now, acces.fuseau),
      par: "code",
    });
    await enter(c, identite, { etablissement, habilitation, role: "tuteur" }, tx, "visite");
    return pageARemplir(c, tx, { etablissement, dossier: acces.dossier });
  });
}

function ouvrir(c: WebContext, adresse: string) {
  leaveMessage(c, "Vous êtes dans votre espace, à votre nom, pour le temps de la visite.");
  return c.redirect(adresse, 303);
}

const tapee = openAct(routes.code, async (c, input) => {
  const { db, clock } = c.get("deps");
  const code = lireCodeChiffres(input.text("code"));
  if (code === undefined)
    return refuser(c, input.text("code"), "Tapez les six chiffres que montre l’enseignant.", 422);
  // counted before the outcome is known, so that a thousand guesses sent at once do not all pass the same count
  const limits = [
    { key: `code:${addressKey(c)}`, limit: throttleCode.address },
    { key: "code:partout", limit: throttleCode.partout },
  ];
  if (!(await takeTry(db, limits, clock()))) return refuser(c, code, TROP, 429);
  const empreinte = await empreinteDuCode(code);
  const acces = await reconnaitre(c, empreinte);
  if (!acces) return refuser(c, code, FAUX, 422);
  const adresse = input.text("entrer") === "oui" ? await entrer(c, empreinte) : undefined;
  // used up by another phone at this very instant
  if (adresse === null) return refuser(c, code, FAUX, 422);
  for (const { key } of limits) await giveTryBack(db, key);
  if (adresse) return ouvrir(c, adresse);
  return html(
    c,
    <CodeReconnuPage frame={frameFor(c, null)} acces={acces} action={routes.code.href({})} code={code} />,
  );
});

const carre = openView(routes.codeCarre, async (c) => {
  const acces = await reconnaitre(c, fingerprint(jetonOf(c)));
  if (!acces) return refuser(c, "", FAUX, 404);
  const action = routes.codeCarre.href({ jeton: jetonOf(c) });
  return html(c, <CodeReconnuPage frame={frameFor(c, null)} acces={acces} action={action} />);
});

const carreEntrer = openAct(routes.codeCarre, async (c) => {
  const { db, clock } = c.get("deps");
  const address = addressKey(c);
  if (await isThrottled(db, [{ key: address, limit: throttle.address }], clock()))
    return refuser(c, "", TROP, 429);
  const adresse = await entrer(c, fingerprint(jetonOf(c)));
  if (adresse) return ouvrir(c, adresse);
  await countFailure(db, [address], clock());
  return refuser(c, "", FAUX, 404);
});

/** Entering by a visit's code (B-25), typed or photographed: a GET redeems nothing, a POST opens the session. */
export const entrerParCode: Route[] = [
  openView(routes.code, async (c) => taper(c)),
  tapee,
  carre,
  carreEntrer,
];
