/**
 * The one entry of every npm script. Plain JavaScript that any Node from 18 on can read: it sees to a Node 24, to the
 * dependencies and to the build, then hands over to the command.
 *   node scripts/run.mjs start | dev | test [step [filter…]] | bench […] | passerelle […]
 */
import { build } from "./build.mjs";
import { check } from "./checks.mjs";
import { Failure, prepare, root, say } from "./prepare.mjs";
import { endWithParent, hand } from "./processes.mjs";

const [command, ...args] = process.argv.slice(2);

const commands = {
  async start(node) {
    await build(node, { always: false });
    say("démarrage…");
    return hand(node, ["dist/server/main.js", ...args], root);
  },
  async dev(node) {
    await build(node, { always: true });
    return hand(node, ["dist/server/main.js", ...args], root);
  },
  async passerelle(node) {
    await build(node, { always: false });
    return hand(node, ["dist/server/passerelle.js", ...args], root);
  },
  async bench(node) {
    await build(node, { always: false });
    const [asked, ...rest] = args;
    // `-- documents`: the documents, alone
    if (asked === "documents") return hand(node, ["bench/documents.ts", ...rest], root);
    return hand(node, ["bench/run.ts", ...args], root);
  },
  test: (node) => check(node, args),
};

endWithParent();
try {
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!run) throw new Failure(`Commande inconnue. Choisissez parmi : ${Object.keys(commands).join(", ")}.`);
  process.exitCode = await run(await prepare());
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = 1;
}
