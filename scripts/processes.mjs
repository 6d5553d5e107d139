import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** Runs a program in silence, ended if we end first; resolves with its exit code and everything it said. */
export function capture(program, args, folder, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    const end = () => child.kill();
    process.once("exit", end);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code, signal) => {
      process.off("exit", end);
      // some tools colour whenever a CI runs them
      const text = process.stdout.isTTY ? output : stripVTControlCharacters(output);
      resolve({ code: code ?? 128 + constants.signals[signal], output: text });
    });
  });
}

/** Hands the terminal and the signals over to a program; resolves with its exit code. */
export function hand(program, args, folder) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env: process.env, stdio: "inherit" });
    const last = {};
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.removeAllListeners(signal);
      process.on(signal, () => {
        // npm and the terminal may each send us the same one
        if (Date.now() - (last[signal] ?? 0) < 1000) return;
        last[signal] = Date.now();
        child.kill(signal);
      });
    }
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/**
 * npm runs its scripts through a shell that dies of the signal it is sent without passing it on: under npm, the end of
 * our parent is our own.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 300);
  watch.unref();
}

/** Puts a Node and the project's tools first in PATH, for the programs that look for `node` themselves. */
export function putFirst(node, root) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const folders = [dirname(node), join(root, "node_modules", ".bin"), process.env[key] ?? ""];
  process.env[key] = folders.join(delimiter);
  process.env.NODE = node;
  process.env.npm_node_execpath = node;
}
