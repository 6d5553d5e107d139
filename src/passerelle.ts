import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createAdministrator } from "#comptes/first-administrator.ts";
import { readIdentifier } from "#comptes/rules.ts";
import { forgetSecondFactor } from "#comptes/second-facteur/store.ts";
import { compteDe } from "#comptes/store.ts";
import { readConfig } from "#config.ts";
import { verifierJournaux } from "#conservation/sceau/journaux.ts";
import { defaultDataFolder } from "#db/embedded.ts";
import { openStore } from "#db/open.ts";
import { accept, type Decision, refuse } from "#kernel/decision.ts";
import { root } from "#root.ts";

/** The commands of who runs the server: `npm run passerelle -- administrateur --uai … --ecole … --nom … …` */
const usage = `Commandes :
  administrateur --uai 0760001N --ecole "Lycée …" --nom … --prenom … --courriel …
      crée l’établissement s’il est nouveau et son administrateur, et donne le lien qui active le compte (7 jours)
  second-facteur --courriel …
      retire le second facteur d’une personne qui a perdu son téléphone ; il sera de nouveau demandé là où il est obligatoire
  journal verifier
      recalcule la chaîne d’empreintes du journal de chaque établissement et donne les lignes de la première rupture`;

const say = (line: string) => process.stdout.write(`${line}\n`);
const fail = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

const commands = {
  administrateur: openSchool,
  "second-facteur": dropSecondFactor,
  "journal verifier": checkJournals,
};
const words = process.argv.slice(2);
const options = words.findIndex((word) => word.startsWith("--"));
const [command, args] =
  options < 0 ? [words.join(" "), []] : [words.slice(0, options).join(" "), words.slice(options)];
if (!Object.hasOwn(commands, command)) fail(usage);
const run = commands[command as keyof typeof commands];
const { values } = parseArgs({
  args,
  options: {
    uai: { type: "string" },
    ecole: { type: "string" },
    nom: { type: "string" },
    prenom: { type: "string" },
    courriel: { type: "string" },
  },
});
const config = readConfig({ ...process.env, PASSERELLE_DEMO: process.env.PASSERELLE_DEMO ?? "0" });
const value = config.ok ? config.value : fail(config.problems.join("\n"));
const dataFolder = value.dataFolder ?? defaultDataFolder(process.env);
const store = await openStore({
  ...value,
  dataFolder,
  migrations: join(root, "src/db/migrations"),
  beside: true,
});
try {
  const done = await run();
  if (done.ok) say(done.value);
  else {
    process.stderr.write(done.code === "rompu" ? `${done.message}\n` : `${done.message}\n\n${usage}\n`);
    process.exitCode = 1;
  }
} finally {
  await store.close();
}

async function openSchool(): Promise<Decision<string>> {
  const jeton = randomBytes(32).toString("base64url");
  const made = await createAdministrator(store.db, { ...values, jeton, now: new Date() });
  const address = value.publicUrl ?? `http://localhost:${value.port}`;
  return made.ok
    ? accept(`Compte créé. Lien d’activation, valable 7 jours :\n  ${address}/activation/${jeton}`)
    : made;
}

async function dropSecondFactor(): Promise<Decision<string>> {
  const compte = await compteDe(store.db, readIdentifier(values.courriel ?? ""));
  if (!compte) return refuse("inconnu", "Aucun compte n’a ce courriel.");
  await forgetSecondFactor(store.db, compte.identite);
  return accept("Second facteur retiré.");
}

async function checkJournals(): Promise<Decision<string>> {
  const { lines, intact } = await verifierJournaux(store.db);
  return intact ? accept(lines.join("\n")) : refuse("rompu", lines.join("\n"));
}
