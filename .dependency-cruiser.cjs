/*
 * The floors of the house: an import only goes down, a slice reaches another only through its rules, rights and store,
 * and there is no circle. `npm test` fails on a wrong import.
 */
const floors = [
  ["kernel", "routes", "db", "root", "config"],
  ["referentiel", "ui", "courriels", "files", "geographie"],
  ["web", "jobs"],
  ["comptes", "verrous"],
  ["etablissement"],
  ["annexes"],
  ["dossiers"],
  ["periodes", "entreprises"],
  ["fiche-de-liaison"],
  ["tuteurs", "portfolio", "visites", "presence"],
  ["tableau-de-bord", "documents"],
  ["bilans", "evaluations"],
  ["suivi", "relances", "conservation"],
  ["demo"],
  ["letters", "travaux", "application"],
];

const place = (name) => `^src/${name}(/|\\.tsx?$)`;
const upward = floors.slice(0, -1).map((names, level) => ({
  name: `étage-${names.join("-")}`,
  comment: "an import only goes down the floors (docs/architecture.md)",
  severity: "error",
  from: { path: names.map(place), pathNot: "\\.test\\.tsx?$" },
  to: {
    path: floors
      .slice(level + 1)
      .flat()
      .map(place),
  },
}));

const slices = floors.slice(3, -2).flat();

module.exports = {
  forbidden: [
    ...upward,
    {
      name: "pas-de-cercle",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "tranches-par-leurs-portes",
      comment: "a slice reaches another only through its rules, rights, store or letters",
      severity: "error",
      from: { path: `^src/(${slices.join("|")})/`, pathNot: "\\.test\\.tsx?$" },
      to: {
        path: `^src/(${slices.join("|")})/`,
        pathNot: [
          "^src/$1/",
          "/(rules|rights|store|droits)(\\.|/)",
          // doors declared: sessions and links are opened by tuteurs/, a code printed by etablissement/
          // the parts of a form that an annexe, a period and a fiche share
          "^src/annexes/(conditions|objectifs)/(champs|form)\\.tsx?$",
          // the host company, typed in the fiche or in the portfolio: one form
          "^src/fiche-de-liaison/(form|lieu/(adresse|champs|proposition))\\.tsx?$",
          // what the portfolio's own screens show, drawn once more in its export
          "^src/portfolio/(activites/champs|entreprise/form|organigramme/(image|mots))\\.tsx?$",
          "^src/comptes/(sessions|secrets|address|demo-accounts|entering)\\.ts$",
          // the papers of the bilans: what they say is decided where they are written
          "^src/documents/(grille-certificative|bilan-intermediaire|tableau-de-bord|grille-papier|bilan|fichiers)\\.ts$",
        ],
      },
    },
    {
      name: "regles-pures",
      comment: "rules and rights never see the database, the web or the clock",
      severity: "error",
      from: { path: "/(rules|rights)\\.tsx?$" },
      to: { path: "^(src/(db|web|ui|courriels|files)/|node_modules/(pg|kysely|hono))" },
    },
    {
      name: "noyau-seul",
      severity: "error",
      from: { path: "^src/kernel/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^src/(?!kernel/)" },
    },
    {
      name: "pages-sans-base",
      comment: "a page receives what it shows; types of a store are allowed",
      severity: "error",
      from: { path: "pages\\.tsx$" },
      to: { path: "^src/(db/|[^/]+/store)", dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|node_modules)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
    },
  },
};
