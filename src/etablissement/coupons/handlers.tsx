import { droitsComptes } from "#comptes/rights.ts";
import { accessCode, hashPassword } from "#comptes/secrets.ts";
import { remettreCodes, tiennentUnAutreRole } from "#comptes/store/identites.ts";
import { ClasseLuePage, ClassesLuesPage } from "#etablissement/coupons/pages.tsx";
import { type Coupon, type Demande, type Destinataire, destinataires } from "#etablissement/coupons/rules.ts";
import { CouponsPage } from "#etablissement/coupons/sheet.tsx";
import type { ApprenantDeClasse } from "#etablissement/rules.ts";
import { anneeDemandee } from "#etablissement/rules.ts";
import { anneesDe, apprenantsDe, classeDe, classeDeLApprenant, classesDe } from "#etablissement/store.ts";
import type { Decision } from "#kernel/decision.ts";
import { formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

/** The class and its learners, without their birth dates: those are for the administrator's pages alone. */
async function loadClasse({ tx, today }: Work, id: string) {
  const fiche = await classeDe(tx, id, today);
  if (!fiche) return null;
  const apprenants: ApprenantDeClasse[] = (await apprenantsDe(tx, id, today)).map(
    ({ naissance: _, ...apprenant }) => apprenant,
  );
  return { classe: id, fiche, apprenants };
}

async function choisir({ tx }: Work, apprenants: ApprenantDeClasse[], demande: Demande) {
  const identites = apprenants.flatMap((one) => one.identite ?? []);
  return destinataires(apprenants, demande, await tiennentUnAutreRole(tx, identites));
}

/** Makes the codes and keeps their hashes; the codes themselves live only in the sheet that is answered. */
async function remettre({ tx, deps, now }: Work, pour: Destinataire[]): Promise<Coupon[]> {
  const coupons = await Promise.all(
    pour.map(async ({ identite, nom, prenom, login }) => {
      const code = accessCode(deps.randomBytes);
      return { identite, nom, prenom, login, code, empreinte: await hashPassword(code) };
    }),
  );
  await remettreCodes(
    tx,
    coupons.map(({ identite, empreinte }) => ({ identite, empreinte })),
    now,
  );
  return coupons.map(({ nom, prenom, login, code }) => ({ nom, prenom, login, code }));
}

const DEJA = "Ces codes ont déjà été remis ; refaites-en si la feuille est perdue.";

/** The sheet's address read again (a link typed, the comfort of reading switched): back to the class. */
const toClasse = (classe: string) =>
  new Response(null, { status: 303, headers: { Location: routes.classe.href({ classe }) } });

async function loadApprenant(work: Work<"/apprenants/:apprenant/coupon">) {
  const classe = await classeDeLApprenant(work.tx, work.params.apprenant, work.today);
  return classe ? loadClasse(work, classe) : null;
}

export const coupons: Route[] = [
  view({
    path: routes.classes,
    right: droitsComptes.lireClasse,
    load: async ({ tx, query, today }) => {
      const annee = anneeDemandee(query.get("annee"), today);
      return { annee, annees: await anneesDe(tx, today), classes: await classesDe(tx, annee, today) };
    },
    page: (facts, screen) => <ClassesLuesPage {...facts} screen={screen} />,
  }),
  view({
    path: routes.classe,
    right: droitsComptes.lireClasse,
    load: (work) => loadClasse(work, work.params.classe),
    page: (facts, screen) => (
      <ClasseLuePage
        {...facts}
        screen={screen}
        form={formOf()}
        donner={droitsComptes.donnerCoupon(screen.actor, facts)}
      />
    ),
  }),
  view({
    path: routes.coupons,
    right: droitsComptes.lireClasse,
    load: (work) => loadClasse(work, work.params.classe),
    page: (facts) => toClasse(facts.classe),
  }),
  act({
    path: routes.coupons,
    name: "coupons.remettre",
    right: droitsComptes.donnerCoupon,
    load: (work) => loadClasse(work, work.params.classe),
    form: (input) => {
      const demande: Demande =
        input.text("qui") === "coches"
          ? { qui: "coches", apprenants: input.texts("apprenants") }
          : { qui: "jamais-venus" };
      return parsed(demande);
    },
    write: async (work, { classe, fiche, apprenants }, demande) => {
      const pour: Decision<Destinataire[]> = await choisir(work, apprenants, demande);
      if (!pour.ok) return { refusal: pour };
      const feuille = await remettre(work, pour.value);
      return {
        to: routes.classe.href({ classe }),
        message: DEJA,
        object: classe,
        details: { apprenants: pour.value.map((one) => one.id) },
        show: (screen) => <CouponsPage fiche={fiche} coupons={feuille} screen={screen} />,
      };
    },
    page: (facts, screen, form) => (
      <ClasseLuePage
        {...facts}
        screen={screen}
        form={form}
        donner={droitsComptes.donnerCoupon(screen.actor, facts)}
      />
    ),
  }),
  view({
    path: routes.coupon,
    right: droitsComptes.lireClasse,
    load: loadApprenant,
    page: (facts) => toClasse(facts.classe),
  }),
  act({
    path: routes.coupon,
    name: "coupon.remettre",
    right: droitsComptes.donnerCoupon,
    load: loadApprenant,
    form: () => parsed({}),
    write: async (work, { classe, fiche, apprenants }) => {
      const { apprenant } = work.params;
      const pour = await choisir(work, apprenants, { qui: "coches", apprenants: [apprenant] });
      if (!pour.ok) return { refusal: pour };
      const feuille = await remettre(work, pour.value);
      return {
        to: routes.classe.href({ classe }),
        message: DEJA,
        object: apprenant,
        show: (screen) => <CouponsPage fiche={fiche} coupons={feuille} screen={screen} />,
      };
    },
  }),
];
