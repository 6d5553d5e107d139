import { allRoutes } from "#application.ts";
import { routes } from "#routes.ts";
import type { World } from "../kit/world.ts";
import { dossierDe } from "./lieux.ts";

/** Whom a page is opened for: a demonstration account, nobody, or the tutor who enters by his mailed link. */
export type Qui = string | null | "tuteur";

/** The documents of one learner and one period, as anybody who may read them finds them. */
const documents = (dossier: string, lundi: string, activite: string, apprenant: string) => [
  routes.dossier.href({ dossier }),
  routes.documents.href({ dossier }),
  routes.ficheLieu.href({ dossier }),
  routes.ficheObjectifs.href({ dossier }),
  routes.ficheActivites.href({ dossier }),
  routes.ficheOrganisation.href({ dossier }),
  routes.ficheHistorique.href({ dossier }),
  routes.convention.href({ dossier }),
  routes.portfolioEntier.href({ dossier }),
  routes.portfolioHistorique.href({ dossier }, { objet: "presentation" }),
  routes.presentation.href({ dossier }),
  routes.carte.href({ dossier }),
  routes.organigramme.href({ dossier }),
  routes.semaines.href({ dossier }),
  routes.semaine.href({ dossier, lundi }),
  routes.activites.href({ dossier }),
  routes.activite.href({ dossier, activite }),
  routes.annexesPortfolio.href({ dossier }),
  routes.commentaires.href({ dossier }),
  routes.presence.href({ dossier }),
  routes.bilanPersonnel.href({ dossier }),
  routes.attitudes.href({ dossier }),
  routes.bilanEntreprise.href({ dossier }),
  routes.autoEvaluation.href({ dossier }),
  routes.tableauDeBord.href({ apprenant }),
];

/** Every page of each person, with the states of the demonstration: written or empty, running or past, open or locked. */
export async function pagesParPersonne(world: World): Promise<[Qui, string[]][]> {
  const id = async (query: string, ...values: string[]): Promise<string> => {
    const { rows } = await world.owner.query(query, values);
    if (!rows[0]) throw new Error(`nothing for ${query} ${values}`);
    return rows[0].id;
  };
  const apprenantDe = (nom: string) => id("select id from apprenant where nom = $1 order by id limit 1", nom);
  const activiteDe = (dossier: string) => id("select id from activite where dossier_id = $1", dossier);
  const fichierDe = (dossier: string) => id("select id from fichier where dossier_id = $1", dossier);
  const periodeDe = (nom: string) =>
    id("select id from periode where nom = $1 order by cree_le limit 1", nom);
  const documentsDe = async (nom: string, periode?: string) => {
    const dossier = await dossierDe(world, nom, periode);
    const lundi = await id(
      "select p.du::text as id from periode p join dossier d on d.periode_id = p.id where d.id = $1",
      dossier,
    );
    return documents(dossier, lundi, await activiteDe(dossier), await apprenantDe(nom));
  };
  const classe = await id("select id from classe where nom = '1 MSPC' order by id limit 1");
  const annexe = await id("select id from annexe where titre = 'Annexe PFMP 3 1 MSPC'");
  const annexeDAutrui = await id("select id from annexe where titre like 'Annexe PFMP 2 1 MELEC'");
  const bilan = await id(
    "select b.id from bilan_intermediaire b join apprenant a on a.id = b.apprenant_id where a.nom = 'Accardo'",
  );
  const grilleValidee = await dossierDe(world, "Arnaud", "PFMP 4");
  const grilleCommencee = await dossierDe(world, "Brun", "PFMP 4");
  const evaluation = await id("select id from evaluation where titre like 'Atelier%' limit 1");
  const enseignant = await id("select id from habilitation where courriel = 'k.benali@lycee-demo.test'");
  const visite = await id(
    "select v.id from visite v join dossier d on d.id = v.dossier_id join apprenant a on a.id = d.apprenant_id where a.nom = 'Aïssani'",
  );
  const faite = await id("select id from visite where etat = 'faite' and mot_apprenant <> ''");
  const running = await periodeDe("PFMP 3");
  const past = await periodeDe("PFMP 2");
  const exam = await periodeDe("PFMP 5");
  const first = await periodeDe("PFMP 1");
  const sansEntreprise = await dossierDe(world, "Béchameil");
  const fige = await dossierDe(world, "Accardo", "PFMP 2");
  const neuf = await dossierDe(world, "Accardo");
  const ecrit = await dossierDe(world, "Aïssani");
  const apprenti = await dossierDe(world, "Bouleau");
  const deux = await dossierDe(world, "Perrot");
  const chef = await id(
    "select id from poste where dossier_id = $1 and fonction = 'Responsable de maintenance'",
    fige,
  );
  // whose week was reworked after a comment
  const repris = await id("select dossier_id as id from version_texte order by id limit 1");
  const conseil = await id("select id from commentaire where dossier_id = $1 and ancre = ''", ecrit);
  const oissel = await id("select id from entreprise where nom = 'Mécanique Oissel'");
  const doublon = await id("select id from entreprise where nom = 'SARL MÉCANIQUE OISSEL'");
  const periodes = (query: Record<string, string>) => routes.periodes.href({}, query);
  const reglages = (periode: string, onglet = "informations") =>
    routes.periodeModifier.href({ periode, onglet });
  const tuteurs = (dossier?: string) => routes.tuteurs.href({ periode: running }, { dossier });
  const lettres = await world.mails();
  const lien = lettres.at(-1)?.links[0]?.split("/").at(-1) ?? "";

  return [
    [
      null,
      [
        routes.connexion.href({}),
        routes.horsLigne.href({}),
        routes.motDePasseOublie.href({}),
        routes.activation.href({ jeton: "aucun" }),
        routes.acces.href({ jeton: lien }),
        routes.acces.href({ jeton: "aucun" }),
        routes.code.href({}),
        routes.codeCarre.href({ jeton: "aucun" }),
        routes.demoCourriels.href({}),
        routes.demoCourriel.href({ courriel: lettres[0]?.id ?? "" }),
        routes.demoComposants.href({}),
      ],
    ],
    [
      "enseignant@lycee-demo.test",
      [
        periodes({ periode: running }),
        periodes({ periode: running, q: "personne de ce nom" }),
        periodes({ niveau: "TLE", portee: "etablissement" }),
        periodes({ niveau: "1RE", filtre: "retard", tri: "retard", ordre: "retard" }),
        routes.apprenants.href({}),
        routes.apprenants.href({}, { q: "personne de ce nom" }),
        routes.apprenant.href({ apprenant: await apprenantDe("Aïssani") }),
        routes.apprenant.href({ apprenant: await apprenantDe("Bouleau") }),
        routes.aTerminer.href({}),
        routes.periodeATerminer.href({ periode: running }),
        routes.periodeATerminer.href({ periode: exam }),
        routes.suivi.href({ periode: running }),
        routes.presencePeriode.href({ periode: running }),
        routes.presencePeriode.href({ periode: past }),
        routes.suivi.href({ periode: exam }, { filtre: "retard" }),
        reglages(running),
        reglages(running, "apprenants"),
        reglages(running, "objectifs"),
        reglages(running, "activites"),
        reglages(past),
        reglages(exam),
        routes.periodeCandidats.href({ periode: exam }),
        routes.periodeSupprimer.href({ periode: first }),
        routes.periodeSupprimer.href({ periode: past }),
        routes.periodesCorbeille.href({}),
        tuteurs(),
        tuteurs(ecrit),
        tuteurs(apprenti),
        routes.tuteursTous.href({ periode: running }),
        routes.tuteurs.href({ periode: running }, { filtre: "pas-venus" }),
        routes.tuteurs.href({ periode: running }, { filtre: "refusees" }),
        routes.tuteurRemplacer.href({ periode: running, dossier: ecrit }),
        // read again, it leads back to the tutor
        routes.tuteurRemettre.href({ periode: running, dossier: ecrit }),
        routes.entreprises.href({}),
        routes.entreprises.href({}, { q: "nulle part" }),
        routes.entreprisesRecherche.href({}, { q: "oissel" }),
        routes.entreprise.href({ entreprise: oissel }),
        routes.entrepriseFusionner.href({ entreprise: oissel }),
        routes.entrepriseFusionner.href({ entreprise: oissel }, { avec: doublon }),
        routes.ficheLieu.href({ dossier: deux }, { accueil: 2 }),
        routes.ficheLieu.href({ dossier: deux }, { q: "papeterie" }),
        routes.ficheLieu.href({ dossier: deux }, { choix: oissel }),
        routes.ficheLieuDeuxieme.href({ dossier: sansEntreprise }),
        routes.ficheLieuDeuxieme.href({ dossier: deux }),
        routes.ficheLieuRetirer.href({ dossier: deux }),
        routes.annexes.href({}),
        routes.annexeNouvelle.href({}),
        routes.annexe.href({ annexe }),
        routes.annexe.href({ annexe: annexeDAutrui }),
        routes.annexes.href({}, { etat: "archivees" }),
        routes.annexeEmettre.href({ annexe }),
        routes.annexeDupliquer.href({ annexe }),
        routes.periodeDupliquer.href({ periode: running }),
        routes.periodesDupliquer.href({}),
        ...(await documentsDe("Aïssani")),
        routes.portfolioHistorique.href({ dossier: repris }, { objet: "semaine", cle: "2026-11-09" }),
        routes.portfolioHistorique.href(
          { dossier: repris },
          { objet: "semaine", cle: "2026-11-09", version: 1 },
        ),
        routes.portfolioEntier.href(
          { dossier: repris },
          { filtre: "changements", depuis: 1_700_000_000_000 },
        ),
        routes.carte.href({ dossier: deux }, { accueil: 2 }),
        routes.portfolioEntier.href({ dossier: deux }),
        routes.commentaires.href({ dossier: repris }),
        routes.commentaire.href({ dossier: ecrit, commentaire: conseil }),
        routes.portfolioEntier.href({ dossier: sansEntreprise }),
        routes.dossier.href({ dossier: sansEntreprise }),
        routes.documents.href({ dossier: await dossierDe(world, "Arnaud", "PFMP 4") }),
        routes.tirage.href({ periode: running }),
        routes.ficheLieu.href({ dossier: sansEntreprise }),
        routes.presentation.href({ dossier: sansEntreprise }),
        routes.carte.href({ dossier: sansEntreprise }),
        routes.activites.href({ dossier: sansEntreprise }),
        routes.bilanEntreprise.href({ dossier: fige }),
        routes.transcription.href({ dossier: ecrit }),
        routes.transcription.href({ dossier: ecrit }, { detail: "oui" }),
        routes.transcription.href({ dossier: fige }),
        routes.transcription.href({ dossier: grilleCommencee }),
        routes.bilanEntreprise.href({ dossier: await dossierDe(world, "Arnaud", "PFMP 5") }),
        routes.bilanEntreprise.href({ dossier: await dossierDe(world, "Jean-François") }),
        routes.bilansIntermediaires.href({}),
        routes.bilansIntermediaires.href({}, { classe, date: "2026-12-10" }),
        routes.bilanIntermediaireAnnuler.href({ bilan }),
        routes.evaluationsCertificatives.href({}),
        routes.evaluationsCertificatives.href({}, { etat: "valide", epreuve: "E31" }),
        routes.grilleCertificative.href({ dossier: grilleValidee }),
        routes.grilleCertificative.href({ dossier: grilleCommencee }),
        routes.grilleCertificative.href({ dossier: await dossierDe(world, "Gautier", "PFMP 4") }),
        routes.grilleCertificativeValider.href({ dossier: grilleCommencee }),
        routes.grilleCertificativeCorriger.href({ dossier: grilleValidee }),
        routes.evaluations.href({}, { classe }),
        routes.evaluationNouvelle.href({}, { classe }),
        routes.evaluation.href({ evaluation }),
        routes.evaluationParametres.href({ evaluation }),
        routes.evaluationSupprimer.href({ evaluation }),
        routes.mesVisites.href({}),
        routes.visites.href({ dossier: ecrit }),
        routes.visites.href({ dossier: sansEntreprise }),
        routes.visite.href({ visite }),
        routes.rencontre.href({ visite }),
        routes.rencontre.href({ visite: faite }),
        routes.visiteCommencer.href({ dossier: sansEntreprise }),
        // read again, it leads back to the visit
        routes.visiteCode.href({ visite }),
        routes.repartition.href({ periode: running }),
        routes.repartition.href({ periode: running }, { proposer: "visiteur", equipe: enseignant }),
        routes.classes.href({}),
        routes.classe.href({ classe }),
        routes.classeCompetences.href({ classe }, { tri: "C1.4" }),
        routes.lslPro.href({ classe }),
        routes.tableauDeBord.href(
          { apprenant: await apprenantDe("Aïssani") },
          { competence: "C1.4", pole: "C1" },
        ),
        routes.relancer.href({ periode: running }, { etape: "semaines" }),
        routes.relancer.href({ periode: exam }, { etape: "venu" }),
        routes.mesReglages.href({}),
        routes.mesAppareils.href({}),
        routes.motDePasse.href({}),
        routes.secondFacteur.href({}),
        routes.espaces.href({}),
      ],
    ],
    // another référentiel on the same grid
    [
      "h.roussel@lycee-demo.test",
      [routes.bilanEntreprise.href({ dossier: await dossierDe(world, "Brunet", "PFMP 2") })],
    ],
    [
      "eleve@lycee-demo.test",
      [
        routes.accueil.href({}),
        ...(await documentsDe("Accardo", "PFMP 2")),
        routes.dossier.href({ dossier: neuf }),
        routes.autoEvaluation.href({ dossier: neuf }),
        routes.semaine.href({ dossier: neuf, lundi: "2026-11-09" }),
        routes.carte.href({ dossier: neuf }),
        routes.carte.href({ dossier: fige }, { deplacer: "oui", ancien: "49.1,1.2" }),
        routes.organigramme.href({ dossier: neuf }),
        routes.organigramme.href({ dossier: neuf }, { faire: "ajouter" }),
        ...["ajouter", "modifier", "deplacer", "retirer"].map((faire) =>
          routes.organigramme.href({ dossier: fige }, { poste: chef, faire }),
        ),
        routes.activites.href({ dossier: neuf }),
        routes.activiteNouvelle.href({ dossier: neuf }),
        routes.annexesPortfolio.href({ dossier: neuf }),
        routes.fichierModifier.href({ dossier: fige, fichier: await fichierDe(fige) }),
        routes.commentaires.href({ dossier: neuf }),
        routes.ficheLieuDeuxieme.href({ dossier: neuf }),
        routes.entreprisesRecherche.href({}, { q: "papeterie" }),
        routes.mesEvaluations.href({}),
        routes.mesReglages.href({}),
        routes.mesAppareils.href({}),
      ],
    ],
    // invited: his company's page only proposes
    [
      "carole.aissani",
      [routes.ficheLieu.href({ dossier: ecrit }), routes.commentaires.href({ dossier: ecrit })],
    ],
    [
      "apprenti@lycee-demo.test",
      [
        routes.accueil.href({}),
        routes.dossier.href({ dossier: apprenti }),
        routes.ficheLieu.href({ dossier: apprenti }),
      ],
    ],
    ["maitre@lycee-demo.test", [routes.accueil.href({}), ...(await documentsDe("Bouleau", "PFMP 2"))]],
    [
      "tuteur",
      [
        routes.accueil.href({}),
        routes.mesReglages.href({}),
        routes.mesAppareils.href({}),
        ...(await documentsDe("Aïssani")),
      ],
    ],
    [
      "administrateur@lycee-demo.test",
      [
        routes.administration.href({}),
        routes.adminReferentiels.href({}),
        routes.adminReferentiel.href({ code: "mspc" }),
        routes.adminReferentiel.href({ code: "ciel" }),
        routes.adminEchelles.href({ code: "mspc" }),
        routes.adminEchellesOnglet.href({ code: "mspc", onglet: "attitudes" }),
        routes.adminEchellesOnglet.href({ code: "melec", onglet: "mots" }),
        routes.adminEchellesOnglet.href({ code: "mspc", onglet: "statuts" }),
        routes.adminEtablissement.href({}),
        routes.adminAnnee.href({}),
        routes.adminAnneeEssai.href({}),
        routes.adminApprenants.href({}),
        routes.adminApprenants.href({}, { q: "personne de ce nom" }),
        routes.adminApprenants.href({}, { classe: "partis" }),
        routes.adminApprenantNouveau.href({}),
        routes.adminApprenant.href({ apprenant: await apprenantDe("Bouleau") }),
        routes.adminApprenantDepart.href({ apprenant: await apprenantDe("Accardo") }),
        routes.enseignantsImport.href({}),
        routes.maitre.href({ maitre: await id("select maitre_id as id from contrat order by id limit 1") }),
        routes.maitreContrat.href({
          maitre: await id("select maitre_id as id from contrat order by id limit 1"),
          contrat: await id("select id from contrat order by id limit 1"),
        }),
        routes.imports.href({}),
        routes.adminClasses.href({}),
        routes.adminClasse.href({ classe }),
        routes.enseignants.href({}),
        routes.enseignant.href({ enseignant }),
        routes.maitres.href({}),
        routes.classes.href({}),
        routes.classe.href({ classe }),
      ],
    ],
  ];
}

/** Answers that are not pages: a file, and addresses that only lead back to the class. */
const SANS_PAGE = [
  routes.fichier.pattern,
  routes.envoi.pattern,
  routes.organigrammePng.pattern,
  routes.cartePng.pattern,
  // there only where an operator has switched a geocoder or the streets on (src/portfolio/carte/journey.test.ts)
  routes.carteRecherche.pattern,
  routes.tuile.pattern,
  // asked by the grid itself
  routes.bilanEntrepriseDirect.pattern,
  routes.attestation.pattern,
  routes.grilleCertificativePdf.pattern,
  routes.bilanEntrepriseGrille.pattern,
  routes.grilles.pattern,
  routes.bilanEntreprisePdf.pattern,
  routes.attitudesPdf.pattern,
  routes.bilanPersonnelPdf.pattern,
  routes.evaluationsCertificativesXlsx.pattern,
  routes.tableauDeBordPdf.pattern,
  routes.classeCompetencesCsv.pattern,
  routes.classeCompetencesXlsx.pattern,
  routes.lslProCsv.pattern,
  routes.bilanIntermediairePdf.pattern,
  routes.bilansIntermediairesPdf.pattern,
  routes.preconvention.pattern,
  routes.portfolioDocx.pattern,
  routes.portfolioOdt.pattern,
  routes.portfolioPdf.pattern,
  routes.preconventions.pattern,
  routes.tirageZip.pattern,
  routes.conventionScan.pattern,
  routes.mesVisitesIcs.pattern,
  routes.rencontreJson.pattern,
  // the page of the visit, at the address where each of its steps is sent
  routes.rencontreCompetences.pattern,
  routes.rencontreEngagement.pattern,
  routes.rencontreAttitudes.pattern,
  routes.rencontreMot.pattern,
  routes.rencontreCompteRendu.pattern,
  routes.rencontreTerminer.pattern,
  routes.rencontreClore.pattern,
  routes.adminReferentielFichier.pattern,
  routes.logo.pattern,
  routes.sceau.pattern,
  routes.suiviCsv.pattern,
  routes.suiviXlsx.pattern,
  routes.presenceCsv.pattern,
  routes.presenceXlsx.pattern,
  routes.entreprisesCsv.pattern,
  routes.entreprisesXlsx.pattern,
  routes.coupons.pattern,
  routes.coupon.pattern,
] as string[];

/** The pages of the application that none of these addresses opens. */
export function pagesOubliees(addresses: readonly string[]): string[] {
  const pages = allRoutes.filter(({ method, pattern }) => method === "GET" && !SANS_PAGE.includes(pattern));
  const matches = (pattern: string, path: string) =>
    new RegExp(`^${pattern.replaceAll(/:\w+/g, "[^/]+")}$`).test(path);
  const paths = addresses.map((address) => address.split("?")[0] ?? "");
  return [...new Set(pages.map(({ pattern }) => pattern))].filter(
    (pattern) => !paths.some((path) => matches(pattern, path)),
  );
}
