import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lireCsv } from "#etablissement/import/csv.ts";
import { lireListe } from "#etablissement/import/lire.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const HEAD = "NOM;PRENOM;NE(E) LE;DIV.\n";
const GOOD = "Roux;Léo;01/01/2009;1A";
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><BEE_ELEVES><DONNEES><ELEVES><ELEVE ELEVE_ID="1">
<NOM_DE_FAMILLE>&c;</NOM_DE_FAMILLE></ELEVE></ELEVES></DONNEES></BEE_ELEVES>`;
const OUTSIDE = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<BEE_ELEVES><ELEVE ELEVE_ID="1"><NOM_DE_FAMILLE>&x;</NOM_DE_FAMILLE></ELEVE></BEE_ELEVES>`;

describe("a hostile file is refused with words, quickly, and never throws", () => {
  it.each([
    ["10 MB on one line", "x".repeat(10_000_000)],
    ["10 MB of quotes", '"'.repeat(10_000_000)],
    ["10 MB of separators", ";".repeat(10_000_000)],
    ["NUL bytes", "\0".repeat(1000)],
    ["nothing", ""],
    ["blank", " \r\n\n  "],
    ["too many lines", HEAD + `${GOOD}\n`.repeat(30_000)],
    ["more than 20 MB", "x".repeat(20_000_001)],
    ["broken XML", "<BEE_ELEVES><ELEVE></BEE_ELEVES>"],
    ["cut XML", "<BEE_ELEVES><DONNEES><ELEVES><ELEVE ELEVE_ID='1'><NOM_DE_FAMILLE>A"],
    ["an HTML page", "<!doctype html><html><body>Session expirée<br></body></html>"],
    ["billion laughs", LAUGHS],
    ["external entity", OUTSIDE],
    ["deep XML", "<a>".repeat(500_000)],
    ["10 MB of text in XML", `<a>${"x".repeat(10_000_000)}`],
    ["headers only", HEAD],
  ])("%s", (_, text) => {
    const start = performance.now();
    const { lignes, erreurs } = lireListe(utf8(text));
    expect(lignes).toEqual([]);
    expect(erreurs).toHaveLength(1);
    expect(erreurs[0]).toMatchObject({ numero: 0, champ: "fichier" });
    expect(erreurs[0]!.message.length).toBeLessThan(2_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it.each([
    ["a line of 10 MB", "x".repeat(10_000_000)],
    ["an unclosed quote", '"Un;Ana;01/01/2009;1A'],
    ["a NUL among the cells", "\0;\0;\0;\0"],
    ["a name that is not one", "///;???;01/01/2009;1A"],
    ["a name of 5 000 letters", `${"x".repeat(5_000)};Ana;01/01/2009;1A`],
  ])("%s costs that line only", (_, line) => {
    const { lignes, erreurs } = lireCsv(utf8(`${HEAD}${GOOD}\n${line}\nPetit;Ana;01/01/2009;1A\n`));
    expect(lignes.map((ligne) => ligne.nom)).toEqual(["Roux", "Petit"]);
    expect(erreurs.length).toBeGreaterThan(0);
    for (const erreur of erreurs) expect(erreur).toMatchObject({ numero: 3 });
  });

  it("control characters and lone surrogates never reach a name", () => {
    const [ligne] = lireCsv(utf8(`${HEAD}Ro\0u\u0007x;Le\u0301o;01/01/2009;1A`)).lignes;
    expect(ligne).toMatchObject({ nom: "Roux", prenom: "Léo" });
  });

  it("any bytes: an answer, and every line kept is complete", () => {
    const tail = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(...'ab";,\n\r\t01/2é<>&'), maxLength: 300 }).map(utf8),
    );
    const head = fc.constantFrom("", HEAD, "<BEE_ELEVES>", "PK\u0003\u0004", '<?xml version="1.0"?>');
    fc.assert(
      fc.property(head, tail, (start, end) => {
        const { lignes, erreurs } = lireListe(Uint8Array.from([...utf8(start), ...end]));
        expect(lignes.length + erreurs.length).toBeGreaterThan(0);
        for (const ligne of lignes)
          for (const value of [ligne.nom, ligne.prenom, ligne.division]) {
            expect(value.trim()).toBe(value);
            expect(value).not.toBe("");
            expect(value.isWellFormed()).toBe(true);
          }
      }),
      { numRuns: 500 },
    );
  });
});
