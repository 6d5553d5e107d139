import { expect, test } from "vitest";
import { LEASE, nextTry } from "#courriels/retry.ts";

const now = new Date("2026-11-23T09:00:00Z");

test("tries grow apart, and the last one is a refusal", () => {
  const instants = [1, 2, 3, 4, 5, 6, 7, 8].map((tries) => nextTry(tries, now)?.getTime() ?? 0);
  expect(instants[0]).toBe(now.getTime() + 60_000);
  expect([...instants].sort((a, b) => a - b)).toEqual(instants);
  expect(nextTry(9, now)).toBeNull();
});

test("a letter is tried over a long week-end before it is given up", () => {
  const hours = [1, 2, 3, 4, 5, 6, 7, 8].reduce(
    (total, tries) => total + ((nextTry(tries, now)?.getTime() ?? 0) - now.getTime()) / 3_600_000,
    0,
  );
  expect(hours).toBeGreaterThan(72);
  expect(LEASE).toBeLessThan(10 * 60_000);
});
