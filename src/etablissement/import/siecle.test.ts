import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { lireListe } from "#etablissement/import/lire.ts";
import { lireSiecle } from "#etablissement/import/siecle.ts";

const eleve = (id: number, fields: Record<string, string>) =>
  `<ELEVE ELEVE_ID="${id}" ELENOET="${id}">${Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join(
      "",
    )}<SCOLARITE_AN_DERNIER><CODE_STRUCTURE>3A</CODE_STRUCTURE><PRENOM>X</PRENOM></SCOLARITE_AN_DERNIER></ELEVE>`;

const structures = (id: number, ...list: [code: string, type: string][]) =>
  `<STRUCTURES_ELEVE ELEVE_ID="${id}">${list
    .map(
      ([code, type]) =>
        `<STRUCTURE><CODE_STRUCTURE>${code}</CODE_STRUCTURE><TYPE_STRUCTURE>${type}</TYPE_STRUCTURE></STRUCTURE>`,
    )
    .join("")}</STRUCTURES_ELEVE>`;

const file = (eleves: string, list: string, encoding = "ISO-8859-15") =>
  `<?xml version="1.0" encoding="${encoding}"?>
<BEE_ELEVES VERSION="2.1"><PARAMETRES><UAJ>0750655E</UAJ></PARAMETRES>
<DONNEES><ELEVES>${eleves}</ELEVES><STRUCTURES>${list}</STRUCTURES></DONNEES></BEE_ELEVES>`;

const latin9 = (text: string) =>
  Uint8Array.from([...text], (letter) =>
    letter === "Œ" ? 0xbc : letter === "œ" ? 0xbd : letter.codePointAt(0)!,
  );
const plain = (text: string) => text.replaceAll("\u00a0", " ");

const SIECLE = file(
  [
    eleve(1, {
      ID_NATIONAL: "1234567890A",
      NOM_DE_FAMILLE: "LECŒUR",
      NOM_USAGE: "",
      PRENOM: "JEAN-FRANÇOIS",
      DATE_NAISS: "05/03/2009",
      CODE_MEF: "2473040121",
      CODE_STATUT: "ST",
    }),
    eleve(2, {
      INE_RNIE: "123456789AB",
      NOM_DE_FAMILLE: "D&apos;ARC",
      PRENOM: "<![CDATA[ZOÉ]]>",
      DATE_NAISS: "06/04/2008",
      CODE_STATUT: "AP",
    }),
    eleve(3, {
      NOM_DE_FAMILLE: "PARTI",
      PRENOM: "Léo",
      DATE_NAISS: "01/01/2008",
      DATE_SORTIE: "30/09/2026",
    }),
    eleve(4, { NOM_DE_FAMILLE: "SANS", PRENOM: "Classe", DATE_NAISS: "01/01/2008" }),
    eleve(5, { NOM_DE_FAMILLE: "DEUX", PRENOM: "Classes", DATE_NAISS: "01/01/2008" }),
  ].join("\n"),
  [
    structures(1, ["1MSPC_GR1", "G"], ["1MSPC", "D"]),
    structures(2, ["TMSPC", "D"]),
    structures(3, ["1MSPC", "D"]),
    structures(5, ["1MSPC", "D"], ["1MELEC", "D"]),
  ].join(""),
);

describe("ElevesSansAdresses.xml", () => {
  const result = lireListe(latin9(SIECLE));

  it("reads pupils and their division, in the declared encoding", () => {
    expect(result).toMatchObject({ format: "siecle-xml", encodage: "ISO-8859-15" });
    expect(result.lignes).toEqual([
      {
        numero: 1,
        nom: "LECŒUR",
        prenom: "Jean-François",
        naissance: "2009-03-05",
        ine: "1234567890A",
        division: "1MSPC",
        statut: "scolaire",
        statutLu: true,
      },
      {
        numero: 2,
        nom: "D'ARC",
        prenom: "Zoé",
        naissance: "2008-04-06",
        ine: "123456789AB",
        division: "TMSPC",
        statut: "apprenti",
        statutLu: true,
      },
      expect.objectContaining({ numero: 5, division: "1MSPC", ine: null }),
    ]);
  });

  it("leaves out who has left, and says who has no division or two", () => {
    expect(result.notes.map((note) => [note.numero, plain(note.message)])).toEqual([
      [3, "« PARTI Léo » a quitté l’établissement le 30/09/2026 : pas d’import."],
      [5, "« DEUX Classes » est dans plusieurs divisions (« 1MSPC », « 1MELEC ») : la première est retenue."],
    ]);
    expect(result.erreurs).toEqual([
      { numero: 4, champ: "division", message: "La division (la classe) manque." },
    ]);
  });

  it("is also read when its declaration is missing, wrong or marked", () => {
    const utf8 = new TextEncoder();
    const nom = (bytes: Uint8Array) => lireSiecle(bytes).lignes[0]?.nom;
    expect(nom(utf8.encode(file("", "", "UTF-8")))).toBeUndefined();
    expect(nom(utf8.encode(SIECLE.replace("ISO-8859-15", "UTF-8")))).toBe("LECŒUR");
    expect(nom(utf8.encode(`\uFEFF${SIECLE}`))).toBe("LECŒUR");
    expect(nom(latin9(SIECLE.replace("ISO-8859-15", "UTF-8")))).toBe("LECŒUR");
    expect(nom(utf8.encode(SIECLE.replace(/<\?xml.*\?>\n/, "")))).toBe("LECŒUR");
  });

  it("another export, or no pupil, is refused by its name", () => {
    const message = (text: string) => plain(lireListe(latin9(text)).erreurs[0]!.message);
    expect(message("<BEE_RESPONSABLES><DONNEES/></BEE_RESPONSABLES>")).toContain(
      "il commence par « BEE_RESPONSABLES »",
    );
    expect(message(file("", ""))).toBe("Le fichier ne contient aucun élève.");
  });
});

describe("ExportXML_ElevesSansAdresses.zip", () => {
  const zipped = (files: Record<string, string>) =>
    lireListe(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, latin9(text)]))));
  const refusal = (files: Record<string, string>) => plain(zipped(files).erreurs[0]!.message);

  it("reads its one XML", () => {
    const result = zipped({ "ElevesSansAdresses.xml": SIECLE });
    expect(result).toMatchObject({ format: "siecle-zip", encodage: "ISO-8859-15" });
    expect(result.lignes).toEqual(lireListe(latin9(SIECLE)).lignes);
  });

  it("refuses two XML, none, or a spreadsheet", () => {
    expect(refusal({ "a.xml": SIECLE, "b.xml": SIECLE })).toContain(
      "plusieurs fichiers XML (« a.xml », « b.xml »)",
    );
    expect(refusal({ "lisez-moi.txt": "x" })).toContain("ne contient pas de fichier XML");
    expect(refusal({ "[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>" })).toContain(
      "classeur de tableur",
    );
    expect(refusal({ mimetype: "application/vnd.oasis.opendocument.spreadsheet" })).toContain(
      "classeur de tableur",
    );
  });

  it("stops at 50 MB inflated, whatever the archive says of itself", () => {
    const bomb = zipSync({ "a.xml": [new Uint8Array(60_000_000), { level: 9 }] });
    expect(bomb.length).toBeLessThan(100_000);
    expect(plain(lireListe(bomb).erreurs[0]!.message)).toContain("dépasse 50 Mo une fois ouverte");
    // the sizes written in the local and central headers now lie
    const lying = bomb.slice();
    const view = new DataView(lying.buffer);
    for (let at = 0; at < lying.length - 30; at++) {
      const signature = view.getUint32(at, true);
      if (signature === 0x04034b50) view.setUint32(at + 22, 10, true);
      if (signature === 0x02014b50) view.setUint32(at + 24, 10, true);
    }
    expect(plain(lireListe(lying).erreurs[0]!.message)).toContain("dépasse 50 Mo une fois ouverte");
  });

  it("a damaged or cut archive is refused", () => {
    const whole = zipSync({ "ElevesSansAdresses.xml": [latin9(SIECLE), { level: 9 }] });
    for (const bytes of [
      whole.slice(0, 200),
      strToU8("PK\u0003\u0004xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", true),
    ]) {
      const { lignes, erreurs } = lireListe(bytes);
      expect(lignes).toEqual([]);
      expect(erreurs).toHaveLength(1);
    }
  });
});
