import { expect, test } from "vitest";
import { depuisDe, marqueDe } from "#portfolio/lecture/rules.ts";

const le = (jour: number) => new Date(Date.UTC(2026, 10, jour));

test("nothing is marked at a first visit; afterwards what came is new, what was seen is changed", () => {
  expect(marqueDe({ modifieLe: le(20), vuLe: undefined }, null)).toBeNull();
  expect(marqueDe({ modifieLe: le(20), vuLe: undefined }, le(15))).toBe("nouveau");
  expect(marqueDe({ modifieLe: le(20), vuLe: le(15) }, le(15))).toBe("modifié");
  expect(marqueDe({ modifieLe: le(15), vuLe: le(15) }, le(15))).toBeNull();
  expect(marqueDe({ modifieLe: null, vuLe: undefined }, le(15))).toBeNull();
  // first seen after the visit looked back to: still new when the filter is pressed
  expect(marqueDe({ modifieLe: le(20), vuLe: le(21) }, le(15))).toBe("nouveau");
});

test("the visit that an address names, and addresses that name none", () => {
  expect(depuisDe(String(le(20).getTime()))).toEqual(le(20));
  for (const text of [null, "", "hier", "-1", "99999999999999999", "1e12", "99999999999999"])
    expect([text, depuisDe(text) instanceof Date]).toEqual([text, text === "99999999999999"]);
});
