import { createRequire } from "node:module";
import { cruise } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-config";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";

/** Checks the floors of .dependency-cruiser.cjs. A run that saw no module would prove nothing: it fails. */
const LEAST = 60;
const { resolve } = createRequire(import.meta.url);
const config = await extractOptions(resolve("../.dependency-cruiser.cjs"));
const { output } = await cruise(
  ["src"],
  { ...config, ruleSet: config, validate: true, outputType: "json" },
  undefined,
  { tsConfig: extractTsConfig("tsconfig.json") },
);
const { summary } = JSON.parse(output);
for (const { rule, from, to, cycle } of summary.violations)
  console.error(`${rule.name} : ${from} → ${to}${cycle ? ` (cercle de ${cycle.length})` : ""}`);
console.log(
  `${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports, ${summary.violations.length} refusés`,
);
if (summary.totalCruised < LEAST)
  console.error(`moins de ${LEAST} modules vus : le contrôle n’a rien contrôlé`);
process.exit(summary.violations.length > 0 || summary.totalCruised < LEAST ? 1 : 0);
