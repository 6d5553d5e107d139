import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page, chromium as playwright } from "playwright-core";
import { chromiumPath } from "./browser.ts";

export type Device = {
  /** starts its browser again, with what the disk kept */
  open: (address: string) => Promise<Page>;
  /** the battery is pulled out: SIGKILL to every process of the browser, nothing is asked of it before */
  kill: () => Promise<void>;
  throwAway: () => void;
};

/** A browser with a profile on the disk, that dies as the browser of a phone does. */
export function createDevice(): Device {
  const profile = mkdtempSync(join(tmpdir(), "passerelle-appareil-"));
  let child: ChildProcess | null = null;
  return {
    open: async (address) => {
      const args = ["--headless", "--no-sandbox", "--no-first-run", "--disable-gpu", "--lang=fr-FR"];
      child = spawn(
        await chromiumPath(),
        [...args, `--user-data-dir=${profile}`, "--remote-debugging-port=0", "about:blank"],
        // a group of its own, so that its helpers die with it
        { detached: true, stdio: ["ignore", "ignore", "pipe"] },
      );
      const browser = await playwright.connectOverCDP(await endpoint(child));
      const context = browser.contexts()[0];
      if (!context) throw new Error("a browser without a profile");
      const page = await context.newPage();
      await page.goto(address);
      return page;
    },
    kill: async () => {
      const dying = child;
      if (!dying?.pid) return;
      const dead = new Promise((done) => dying.once("exit", done));
      process.kill(-dying.pid, "SIGKILL");
      await dead;
    },
    throwAway: () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Where the browser listens: the line it writes when it is ready. */
const endpoint = (child: ChildProcess): Promise<string> =>
  new Promise((done, failed) => {
    let said = "";
    child.stderr?.on("data", (data: Buffer) => {
      said += data;
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found) done(found);
    });
    child.once("exit", () => failed(new Error(`the browser did not start: ${said}`)));
  });
