import { describe, expect, it } from "vitest";
import { contentDisposition, fileName } from "#files/download.ts";

const attestation = (periode: string) => fileName(`Attestation-${periode}`, "pdf");

describe("le nom d'un fichier", () => {
  it("porte le nom de la période (S-17)", () => {
    expect(attestation("PFMP 3")).toBe("Attestation-PFMP 3.pdf");
    expect(attestation("Été à l’étranger")).toBe("Attestation-Été à l’étranger.pdf");
  });

  it("ne garde rien de ce qu'un système de fichiers refuse", () => {
    expect(attestation('1/2 : "a" <b> | c? \\*')).toBe("Attestation-1-2 - -a- -b- - c- -.pdf");
    expect(attestation("../../etc\u0000\u202Efdp\n x. ")).toBe("Attestation-..-..-etcfdp x.pdf");
    expect(attestation("\ud800 é")).toBe("Attestation- é.pdf");
  });

  it("tient dans 255 octets même en emoji", () => {
    const name = fileName("é".repeat(400), "pdf");
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name.endsWith("é.pdf")).toBe(true);
    expect(Buffer.byteLength(fileName("😀".repeat(400), "pdf"))).toBeLessThanOrEqual(255);
  });
});

describe("l'en-tête de téléchargement", () => {
  it("donne un nom ASCII puis le nom entier (RFC 6266)", () => {
    expect(contentDisposition("Attestation-PFMP 3.pdf")).toBe(
      "attachment; filename=\"Attestation-PFMP 3.pdf\"; filename*=UTF-8''Attestation-PFMP%203.pdf",
    );
    expect(contentDisposition("L’œuvre d’été (1)*.pdf")).toBe(
      "attachment; filename=\"L'oeuvre d'ete (1)*.pdf\"; filename*=UTF-8''L%E2%80%99%C5%93uvre%20d%E2%80%99%C3%A9t%C3%A9%20%281%29%2A.pdf",
    );
  });

  it("ne laisse passer ni guillemet, ni retour à la ligne, ni demi-caractère", () => {
    const header = contentDisposition('a"; filename="b\r\nX: y\\%\ud83d');
    expect(header).toMatch(/^attachment; filename="[^"\\\r\n%]*"; filename\*=UTF-8''[\w%.~-]+$/);
  });
});
