import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const BEAT = 5_000;
/** A holder that neither lives nor beats is gone: its number may be another machine's or another container's. */
const SILENCE = 60_000;

/** Runs `work` while no other process holds the lock file at `path`; `onWait` is called once if it has to wait. */
export async function alone(path, onWait, work) {
  mkdirSync(dirname(path), { recursive: true });
  let waited = false;
  while (!take(path)) {
    if (isAbandoned(path)) {
      rmSync(path, { force: true });
      await sleep(Math.random() * 500); // two that wait must not both break and take it at once
      continue;
    }
    if (!waited) onWait();
    waited = true;
    await sleep(300);
  }
  const release = () => rmSync(path, { force: true });
  const beat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // removed by hand: the work still ends well
    }
  }, BEAT);
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off("exit", release);
    release();
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function isAbandoned(path) {
  try {
    const holder = Number(readFileSync(path, "utf8"));
    if (Date.now() - statSync(path).mtimeMs > SILENCE) return true;
    return holder > 0 && !isAlive(holder);
  } catch {
    return false; // released between two looks
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
