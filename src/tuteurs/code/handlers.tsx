import { CODE_MINUTES } from "#comptes/rules.ts";
import { codeChiffres, empreinteDuCode, fingerprint } from "#comptes/secrets.ts";
import { garderCode } from "#comptes/store/acces-tuteur.ts";
import { accept, type Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { hour } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { CodeMontrePage, CodeRefusePage } from "#tuteurs/code/pages.tsx";
import { destinataire } from "#tuteurs/code/rules.ts";
import { sejourDe } from "#tuteurs/liens.ts";
import { type FaitsUn, loadUn } from "#tuteurs/load.ts";
import { droitsTuteurs } from "#tuteurs/rights.ts";
import { dernierJourAcces } from "#tuteurs/rules.ts";
import { inviter, lienRemis } from "#tuteurs/store/acces.ts";
import { lieuDu, type Visite } from "#visites/rules.ts";
import { loadVisite } from "#visites/store.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Faits = FaitsUn & { visite: Visite };
type Sur = Pick<Work, "tx" | "today"> & { params: { visite: string } };

/** The visit, and the stay it takes place in with its tutor. @param hold true in the act */
async function load({ tx, params }: Sur, hold: boolean): Promise<Faits | null> {
  const faits = await loadVisite(tx, params.visite);
  if (!faits) return null;
  const { visite, lieux, dossier, periode } = faits;
  const lieu = lieuDu(lieux, visite.date);
  const rang = lieu ? lieux.indexOf(lieu) + 1 : 1;
  const un = await loadUn(
    { tx, params: { periode: periode.id, dossier }, query: new URLSearchParams(sejourDe(rang)) },
    hold,
  );
  return un && { ...un, visite };
}

const aQui = (faits: FaitsUn, today: Work["today"]) =>
  destinataire(faits.ligne, faits.gestion.adresses.get(faits.apprenant.id) ?? [], today);

/** Two codes alike at once are one in a million: drawn again, a few times. */
const ESSAIS = 5;

/** Keeps a fresh code with the secret of its QR code; their digests alone remain. */
async function donnerCode(
  { tx, actor, deps, now }: Pick<Work, "tx" | "actor" | "deps" | "now">,
  acces: string,
): Promise<{ code: string; jeton: string; expire: Date }> {
  const expire = new Date(now.getTime() + CODE_MINUTES * 60_000);
  for (let essai = 0; essai < ESSAIS; essai++) {
    const code = codeChiffres(deps.randomBytes);
    const jeton = deps.randomBytes(32).toString("base64url");
    const empreintes = [await empreinteDuCode(code), fingerprint(jeton)];
    const etablissement = actor.etablissement.id;
    if (await garderCode(tx, { etablissement, accueilTuteur: acces, empreintes, now, expire })) {
      await lienRemis(tx, acces);
      return { code, jeton, expire };
    }
  }
  throw new Error("no free code");
}

const refusPage = (faits: Faits, { frame }: Pick<Screen, "frame">, form: FormState) => (
  <CodeRefusePage
    frame={frame}
    raison={Object.values(form.errors)[0] ?? ""}
    visite={faits.visite.id}
    dossier={faits.dossier}
    rang={faits.ligne.accueil.rang}
    apprenti={faits.apprenant.statut === "apprenti"}
    periode={faits.periode.id}
  />
);

/** « Ouvrir la page du tuteur sur son téléphone » (B-25): a QR code and six figures, shown once, good once. */
export const codeDeVisite: Route[] = [
  // the address read again: back to the visit
  view({
    path: routes.visiteCode,
    right: droitsTuteurs.lire,
    load: (work) => load(work, false),
    page: ({ visite }) =>
      new Response(null, {
        status: 303,
        headers: { Location: routes.rencontre.href({ visite: visite.id }) },
      }),
  }),

  act({
    path: routes.visiteCode,
    name: "tuteur.code-de-visite",
    right: droitsTuteurs.inviter,
    load: (work) => load(work, true),
    form: () => parsed({}),
    decide: (faits, _, { today }): Decision => {
      const decision = aQui(faits, today);
      return decision.ok ? accept(undefined) : decision;
    },
    write: async (work, faits) => {
      const { tx, actor, now, today, deps } = work;
      const decision = aQui(faits, today);
      if (!decision.ok) return { refusal: decision };
      const { ligne, apprenant, periode, visite } = faits;
      const qui = decision.value;
      const [invite] =
        "inviter" in qui
          ? await inviter(tx, {
              etablissement: actor.etablissement.id,
              invitations: [{ accueil: ligne.accueil.id, dossier: faits.dossier, tuteur: qui.inviter }],
              par: actor.habilitation,
              jusquAu: dernierJourAcces(today),
              now,
              today,
            })
          : [{ acces: qui.acces, tuteur: ligne.invitation?.tuteur ?? ligne.accueil.tuteur }];
      if (!invite) throw new Error("an invitation gave no access");
      const { code, jeton, expire } = await donnerCode(work, invite.acces);
      const retour = routes.rencontre.href({ visite: visite.id });
      return {
        to: retour,
        message:
          "Ce code a déjà été montré. Pour en donner un autre, recommencez : il remplacera le premier.",
        object: invite.acces,
        details: { visite: visite.id, invite: "inviter" in qui },
        show: ({ frame }) => (
          <CodeMontrePage
            frame={frame}
            code={code}
            lien={deps.origin + routes.codeCarre.href({ jeton })}
            adresse={new URL(routes.code.href({}), deps.origin).href.replace(/^https?:\/\//, "")}
            jusqua={hour(expire, actor.etablissement.fuseau)}
            retour={retour}
            tuteur={invite.tuteur}
            apprenant={apprenant}
            periode={periode.nom}
          />
        ),
      };
    },
    page: refusPage,
  }),
];
