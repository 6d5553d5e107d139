import { describe, expect, it } from "vitest";
import { type PeriodeEmise, periodesASuivre } from "#annexes/rules/portee.ts";
import { civil } from "#kernel/civil-date.ts";

const today = civil("2026-11-23");
const periode = (id: string, au: string, verrouilles: PeriodeEmise["verrouilles"] = []): PeriodeEmise => ({
  id,
  nom: id,
  du: civil("2026-11-02"),
  au: civil(au),
  fiches: 3,
  individualisees: 1,
  differe: false,
  verrouilles,
});
const ended = periode("ended", "2026-11-22");
const lastDay = periode("last day", "2026-11-23");
const locked = periode("locked", "2026-12-04", [
  { apprenant: "Aline Accardo", bilanIntermediaire: civil("2026-12-10") },
]);
const all = [ended, lastDay, locked];
const asked = (portee: "prochaines" | "emises", ...periodes: string[]) =>
  periodesASuivre(all, { portee, periodes }, today);

describe("which issued periods follow their annexe", () => {
  it("none, whatever is ticked, when only the next ones are meant", () => {
    expect(asked("prochaines", "last day")).toEqual({ ok: true, value: [] });
  });
  it("those ticked, the last day included", () => {
    expect(asked("emises", "last day")).toEqual({ ok: true, value: [lastDay] });
  });
  it("never one that is ended or locked, and the reason is said", () => {
    expect(asked("emises", "last day", "ended")).toMatchObject({ ok: false, field: "periodes" });
    expect(asked("emises", "locked")).toMatchObject({
      ok: false,
      message: expect.stringContaining("Aline Accardo"),
    });
  });
  it("never a period of another annexe, nor none at all", () => {
    expect(asked("emises", "elsewhere")).toMatchObject({ ok: false, field: "periodes" });
    expect(asked("emises")).toMatchObject({ ok: false, field: "periodes" });
  });
});
