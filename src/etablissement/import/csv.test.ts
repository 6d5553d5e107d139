import { describe, expect, it } from "vitest";
import { lireCsv } from "#etablissement/import/csv.ts";

const EXP = [
  "NOM;PRENOM;SEXE;NE(E) LE;MEF;DIV.;REG.;OPT1;OPT2;DIV. PREC.;Doublant",
  "LEFÈVRE;ANNE-ZOÉ;F;05/03/2009;2473040121;1MSPC;DP DAN;AGL1;;2MPMIA;N",
  'NUÑEZ;Inès;F;12/11/2008;2473040121;"1MSPC";EXT;;;2MPMIA;N',
].join("\r\n");

const utf8 = (text: string) => new TextEncoder().encode(text);
/** One byte per letter, as Windows-1252 and ISO-8859-1 write é or ñ; `special` gives the bytes that differ. */
const bytes = (text: string, special: Record<string, number> = {}) =>
  Uint8Array.from([...text], (letter) => special[letter] ?? letter.codePointAt(0)!);
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("EXP_Liste_des_eleves_par_division", () => {
  it("reads each pupil, from ISO-8859-1", () => {
    const result = lireCsv(bytes(EXP));
    expect(result).toMatchObject({ format: "csv", encodage: "Windows-1252", erreurs: [], notes: [] });
    expect(result.lignes).toEqual([
      {
        numero: 2,
        nom: "LEFÈVRE",
        prenom: "Anne-Zoé",
        naissance: "2009-03-05",
        ine: null,
        division: "1MSPC",
        statut: "scolaire",
        statutLu: false,
      },
      expect.objectContaining({ numero: 3, nom: "NUÑEZ", prenom: "Inès", naissance: "2008-11-12" }),
    ]);
  });

  it("gives the same lines in every encoding", () => {
    const wanted = lireCsv(utf8(EXP)).lignes;
    expect(wanted).toHaveLength(2);
    const utf16 = new Uint8Array(
      Uint16Array.from([...`\uFEFF${EXP}`], (letter) => letter.charCodeAt(0)).buffer,
    );
    for (const [file, encodage] of [
      [utf8(EXP), "UTF-8"],
      [utf8(`\uFEFF${EXP}`), "UTF-8"],
      [bytes(EXP), "Windows-1252"],
      [utf16, "UTF-16"],
    ] as const)
      expect(lireCsv(file)).toMatchObject({ encodage, lignes: wanted });
  });

  it("tells œ in ISO-8859-15 from œ in Windows-1252", () => {
    const text = "NOM;PRENOM;DIV.\nCŒUR;Zoé;1MSPC\nSœur;Léa;1MSPC";
    const latin9 = lireCsv(bytes(text, { Œ: 0xbc, œ: 0xbd }));
    const windows = lireCsv(bytes(text, { Œ: 0x8c, œ: 0x9c }));
    expect([latin9.encodage, windows.encodage]).toEqual(["ISO-8859-15", "Windows-1252"]);
    for (const { lignes } of [latin9, windows])
      expect(lignes.map((ligne) => ligne.nom)).toEqual(["CŒUR", "Sœur"]);
  });
});

describe("any other table", () => {
  it.each([";", ",", "\t", "|"])("separator %j, headers in any order, case and accents", (separator) => {
    const text = [
      ["Classe", "date de naissance", "Prénom", "Nom", "N° INE", "statut"],
      ["TMSPC", "2008-01-31", "Tom", "Petit", "123456789ab", "Apprenti"],
      ["TMSPC", "1.2.2008 00:00:00", "Léo", "Roux", "1234567890A", "Scolaire"],
    ];
    const { lignes, erreurs } = lireCsv(utf8(text.map((row) => row.join(separator)).join("\n")));
    expect(erreurs).toEqual([]);
    expect(lignes).toEqual([
      {
        numero: 2,
        nom: "Petit",
        prenom: "Tom",
        naissance: "2008-01-31",
        ine: "123456789AB",
        division: "TMSPC",
        statut: "apprenti",
        statutLu: true,
      },
      expect.objectContaining({
        naissance: "2008-02-01",
        ine: "1234567890A",
        statut: "scolaire",
        statutLu: true,
      }),
    ]);
  });

  it("a title above, blank lines, quoted cells over two lines: line numbers are those of the file", () => {
    const text =
      'Liste du 23/11/2026\n\nNom;Prénom;Division\n;;\n"Du ""Pont""\nVert";Ana;1A\n\nRoux;Léo;1A\n';
    expect(lireCsv(utf8(text)).lignes).toMatchObject([
      { numero: 5, nom: 'Du "Pont" Vert', division: "1A" },
      { numero: 8, nom: "Roux" },
    ]);
  });

  it("a bad line never stops the others", () => {
    const text = [
      "NOM;PRENOM;NE(E) LE;DIV.;INE;STATUT",
      "Un;Ana;31/02/2009;1A;;",
      ";Bob;01/01/2009;;;",
      '"Trois;Cyd;01/01/2009;1A;;',
      "Quatre;Dia;01/01/2009;1A;12;Stagiaire",
      "Cinq",
      '"Six" bis;Eve;01/01/2009;1A;;',
      "Sept;Fay;;1A;;",
    ].join("\n");
    const { lignes, erreurs, notes } = lireCsv(utf8(text));
    expect(lignes).toMatchObject([
      { numero: 5, nom: "Quatre", ine: null, statut: "scolaire", statutLu: false },
      { numero: 8, nom: "Sept", naissance: null },
    ]);
    expect(erreurs.map(({ numero, champ, message }) => [numero, champ, plain(message)])).toEqual([
      [2, "naissance", "La date de naissance « 31/02/2009 » n’est pas une date (attendu : JJ/MM/AAAA)."],
      [3, "nom", "Le nom manque."],
      [3, "division", "La division (la classe) manque."],
      [4, "ligne", "Un guillemet n’est pas fermé, ou est mal placé."],
      [6, "prenom", "Le prénom manque."],
      [6, "division", "La division (la classe) manque."],
      [7, "ligne", "Un guillemet n’est pas fermé, ou est mal placé."],
    ]);
    expect(notes.map(({ numero, champ, message }) => [numero, champ, plain(message)])).toEqual([
      [5, "ine", "L’INE « 12 » n’a pas la forme d’un INE : il n’est pas repris."],
      [5, "statut", "Le statut « Stagiaire » n’est pas connu : compté sous statut scolaire."],
    ]);
  });

  it("names the missing columns and those found", () => {
    const [erreur] = lireCsv(utf8("Nom;Né(e) le;Option\nUn;01/01/2009;X")).erreurs;
    expect(erreur).toMatchObject({ numero: 0, champ: "fichier" });
    expect(plain(erreur!.message)).toBe(
      "Il manque les colonnes PRÉNOM, DIV.. Colonnes trouvées : « Nom », « Né(e) le », « Option ».".replace(
        "..",
        ".",
      ),
    );
  });
});
