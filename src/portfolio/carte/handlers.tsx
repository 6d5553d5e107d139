import { contentDisposition, fileName } from "#files/download.ts";
import { ECHELLES } from "#geographie/cadre.ts";
import { formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { adresseCarte } from "#portfolio/carte/adresse.ts";
import { lireDepart, readPosition } from "#portfolio/carte/form.ts";
import { loadCarte } from "#portfolio/carte/load.ts";
import { CartePage } from "#portfolio/carte/pages.tsx";
import { CarteRecherchePage } from "#portfolio/carte/recherche.tsx";
import { aDessiner, bouge, conflit, enTexte, pasEnMots, versEnMots } from "#portfolio/carte/rules.ts";
import { deleteEmplacement, writeEmplacement } from "#portfolio/carte/store.ts";
import { tuile } from "#portfolio/carte/tuiles/handlers.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { marquerEdite } from "#portfolio/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, view } from "#web/act.ts";

/** « Géolocaliser » (S-47). */
const lire = view({
  path: routes.carte,
  right: droitsPortfolio.lire,
  load: (work) => loadCarte(work),
  page: (faits, screen) => <CartePage faits={faits} screen={screen} form={formOf()} />,
});

/** The map as a picture, to print or to paste. */
const image = view({
  path: routes.cartePng,
  right: droitsPortfolio.lire,
  load: async (work) => {
    const faits = await loadCarte(work);
    const carte = faits && aDessiner(faits.lieux);
    return carte && { ...faits, carte };
  },
  page: async ({ carte }, { deps }) => {
    const noms = [carte.nom, carte.autre?.nom].filter(Boolean).join(" et ");
    return new Response(
      await deps.geographie.cartePng({ ...carte, echelle: carte.autre ? "ensemble" : "secteur" }),
      {
        headers: {
          "Content-Type": "image/png",
          "Content-Disposition": contentDisposition(fileName(`Carte ${noms}`, "png")),
          "Cache-Control": "private, no-store",
        },
      },
    );
  },
});

/** The learner moves the pin: an arrow, two coordinates, or the hand (which fills the two coordinates). */
const placer = act({
  path: routes.carte,
  name: "portfolio.carte.placer",
  right: droitsPortfolio.ecrire,
  load: (work) => loadCarte(work, true),
  form: readPosition,
  write: async ({ tx, actor, now, today, query }, faits, { point, depart, pousse }) => {
    const { dossier, rang, emplacement, position } = faits;
    const fuseau = actor.etablissement.fuseau;
    if (bouge(emplacement, position, depart))
      return { stale: conflit(emplacement, position, point, { today, fuseau }) };
    const cle = { etablissement: actor.etablissement.id, dossier, rang };
    const version = emplacement.version + 1;
    await writeEmplacement(tx, cle, point, { version, modifie_le: now });
    await marquerEdite(tx, dossier, now);
    const echelle = query.get("echelle") ?? "";
    return {
      to: `${adresseCarte(dossier, rang, { echelle: echelle in ECHELLES ? echelle : "", deplacer: "oui" })}#carte`,
      message: pousse
        ? `Repère déplacé de ${pasEnMots(pousse.pas)} ${versEnMots[pousse.vers]}.`
        : "Repère placé.",
      object: dossier,
      version,
    };
  },
  page: (faits, screen, form) => <CartePage faits={faits} screen={screen} form={form} />,
});

/** « Revenir à l’adresse de la fiche »: the next page offers to take it back. */
const revenir = act({
  path: routes.carteAdresse,
  name: "portfolio.carte.revenir",
  right: droitsPortfolio.ecrire,
  load: (work) => loadCarte(work, true),
  form: (input) => parsed(lireDepart(input)),
  write: async ({ tx, actor, today }, { dossier, rang, emplacement, position }, depart) => {
    if (!emplacement.point) return { to: adresseCarte(dossier, rang) };
    if (bouge(emplacement, position, depart)) {
      const fuseau = actor.etablissement.fuseau;
      return { stale: conflit(emplacement, position, depart.point ?? emplacement.point, { today, fuseau }) };
    }
    await deleteEmplacement(tx, dossier, rang);
    return {
      to: `${adresseCarte(dossier, rang, { ancien: enTexte(emplacement.point) })}#carte`,
      message: "Le repère est revenu à l’adresse de la fiche.",
      object: dossier,
    };
  },
  page: (faits, screen, form) => <CartePage faits={faits} screen={screen} form={form} />,
});

/** « Chercher l’adresse précise », where the operator has switched a geocoder on: nothing is asked without this press. */
const chercher = view({
  path: routes.carteRecherche,
  right: droitsPortfolio.ecrire,
  load: async (work) => (work.deps.geocodeur ? loadCarte(work) : null),
  // after the transaction: the service may take its three seconds
  page: async (faits, screen) => {
    const { adresse, codePostal, ville } = faits.adresse;
    const trouvees = await screen.deps.geocodeur?.chercher(`${adresse} ${codePostal} ${ville}`);
    return <CarteRecherchePage faits={faits} screen={screen} trouvees={trouvees ?? null} />;
  },
});

export const carte: Route[] = [lire, image, placer, revenir, chercher, tuile];
