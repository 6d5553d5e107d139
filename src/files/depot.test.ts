import { crc32, deflateRawSync } from "node:zlib";
import { zipSync } from "fflate";
import sharp from "sharp";
import { expect, test } from "vitest";
import { lireDepot } from "#files/depot.ts";

/** 64 × 48 pixels, the left half blue, the right half red (made by libheif's heif-enc). */
const HEIC =
  "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHRAAEAAAAAAAAAJAACAAEAAAAAAAAAAQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADYaXBycAAAALZpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQEDcAAAAwCQAAADAAADAB6gIIEFlurkprm4EBAwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAQAAAADAAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGltZwACAAEAAQAAACxtZGF0AAAAICgBrxmA70mlv//ov8R8p1b+psheF3BJ/zcx58WWDbW8";

const ODT = "application/vnd.oasis.opendocument.text";
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const text = (content: string) => Buffer.from(content);
type Tree = Record<string, Uint8Array>;
const odt = (more: Tree = {}) =>
  Buffer.from(zipSync({ mimetype: [text(ODT), { level: 0 }], "content.xml": text("<x/>"), ...more }));
const docx = (more: Tree = {}) =>
  Buffer.from(
    zipSync({
      "[Content_Types].xml": text(`<Types><Override ContentType="${DOCX}"/></Types>`),
      "word/document.xml": text("<w/>"),
      ...more,
    }),
  );
const carre = (width = 32, height = 24) =>
  sharp({ create: { width, height, channels: 3, background: "#07c" } });

/** What a file becomes: its extension, or the code of its refusal. */
const sort = async (bytes: Uint8Array) => {
  const lu = await lireDepot(bytes);
  return lu.ok ? lu.value.extension : lu.code;
};

test("the content decides: images are drawn again, documents stay as they are", async () => {
  expect(await sort(await carre().jpeg().toBuffer())).toBe("jpg");
  expect(await sort(await carre().png().toBuffer())).toBe("jpg");
  expect(await sort(await carre().webp().toBuffer())).toBe("jpg");
  expect(await sort(await carre().ensureAlpha(0.4).png().toBuffer())).toBe("png");
  expect(await sort(await carre().ensureAlpha(0.4).webp().toBuffer())).toBe("png");
  expect(await sort(text("%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n"))).toBe("pdf");
  expect(await sort(odt())).toBe("odt");
  expect(await sort(docx())).toBe("docx");
  const lu = await lireDepot(docx());
  expect(lu.ok && lu.value.contenu.equals(docx())).toBe(true);
});

test("an iPhone's photo is decoded in a thread of its own; a broken one is refused with advice", async () => {
  const bytes = Buffer.from(HEIC, "base64");
  const lu = await lireDepot(bytes);
  if (!lu.ok || lu.value.genre !== "image") throw new Error("refused");
  expect([lu.value.type, lu.value.largeur, lu.value.hauteur]).toEqual(["image/jpeg", 64, 48]);
  const { data, info } = await sharp(lu.value.contenu).raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number) => [...data.subarray((24 * info.width + x) * info.channels).subarray(0, 3)];
  const [left, right] = [pixel(8), pixel(56)];
  expect((left[2] ?? 0) - (left[0] ?? 0)).toBeGreaterThan(100);
  expect((right[0] ?? 0) - (right[2] ?? 0)).toBeGreaterThan(100);
  for (const broken of [
    bytes.subarray(0, 300),
    Buffer.concat([bytes.subarray(0, 12), Buffer.alloc(400, 7)]),
  ]) {
    const refus = await lireDepot(broken);
    expect(refus.ok || refus.message).toContain("Le plus compatible");
  }
});

test("a photo larger than 1600 pixels is made smaller and upright; 40 megapixels are the limit", async () => {
  const couchee = await carre(2000, 1000).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const lu = await lireDepot(couchee);
  expect(lu.ok && lu.value).toMatchObject({ largeur: 800, hauteur: 1600 });
  // a few kilobytes that would unfold into 400 MB
  const bombe = await sharp({
    create: { width: 12_000, height: 12_000, channels: 3, background: "#000" },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer();
  expect(bombe.length).toBeLessThan(2_000_000);
  expect(await sort(bombe)).toBe("fichier-image");
});

test("hostile files: nothing of what they carry is kept, everything else is refused, nothing breaks", async () => {
  const jpeg = await carre().jpeg().toBuffer();
  const script = text("<script>alert('CANARI')</script>");
  // a picture that is a page too: what follows its end and what stands in its comment are gone
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, script.length + 2]), script]);
  for (const polyglotte of [
    Buffer.concat([jpeg, script]),
    Buffer.concat([jpeg, odt()]),
    Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]),
  ]) {
    const lu = await lireDepot(polyglotte);
    if (!lu.ok) throw new Error(lu.message);
    expect(lu.value.contenu.includes("CANARI")).toBe(false);
    expect(lu.value.contenu.includes("mimetype")).toBe(false);
  }
  const refuses: Record<string, [Uint8Array, string]> = {
    svg: [text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), "fichier-nature"],
    html: [text("<!doctype html><script>alert(1)</script>"), "fichier-nature"],
    exe: [Buffer.concat([text("MZ"), Buffer.alloc(200)]), "fichier-nature"],
    gif: [await carre().gif().toBuffer(), "fichier-nature"],
    avif: [await carre().avif().toBuffer(), "fichier-nature"],
    script: [text("#!/bin/sh\nrm -rf /"), "fichier-nature"],
    "page before a PDF": [text("<html>%PDF-1.4 %%EOF"), "fichier-nature"],
    "PDF cut": [text("%PDF-1.7\n1 0 obj"), "fichier-pdf"],
    "JPEG cut": [jpeg.subarray(0, 200), "fichier-image"],
    "JPEG in name only": [Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), script]), "fichier-image"],
    "PNG in name only": [Buffer.concat([text("\x89PNG\r\n\x1a\n"), script]), "fichier-nature"],
    empty: [Buffer.alloc(0), "fichier-vide"],
    heavy: [Buffer.alloc(10 * 1024 * 1024 + 1), "fichier-lourd"],
    zip: [Buffer.from(zipSync({ "a.txt": text("a") })), "fichier-archive"],
    spreadsheet: [
      Buffer.from(zipSync({ "[Content_Types].xml": text("spreadsheetml"), "xl/workbook.xml": text("") })),
      "fichier-archive",
    ],
    "page after a document": [Buffer.concat([docx(), script]), "fichier-archive"],
    "leaves its folder": [docx({ "../../etc/passwd": text("x") }), "fichier-archive"],
    "absolute name": [docx({ "/etc/passwd": text("x") }), "fichier-archive"],
    "Windows name": [docx({ "C:\\Windows\\x.dll": text("x") }), "fichier-archive"],
    "macros of Word": [docx({ "word/vbaProject.bin": text("x") }), "fichier-macros"],
    activeX: [docx({ "word/activeX/activeX1.xml": text("x") }), "fichier-macros"],
    "macros of LibreOffice": [odt({ "Basic/Standard/Module1.xml": text("x") }), "fichier-macros"],
    "scripts of LibreOffice": [odt({ "Scripts/python/x.py": text("x") }), "fichier-macros"],
    "too many entries": [
      Buffer.from(zipSync(Object.fromEntries(Array.from({ length: 2_100 }, (_, n) => [`e${n}`, text("")])))),
      "fichier-archive",
    ],
  };
  for (const [name, [bytes, code]] of Object.entries(refuses))
    expect([name, await sort(bytes)]).toEqual([name, code]);
});

/** An archive of one entry whose table lies about its size. */
function bombe(size: number): Buffer {
  const name = text("word/document.xml");
  const content = Buffer.alloc(size);
  const packed = deflateRawSync(content, { level: 9 });
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(crc32(content), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(10, 18);
  head.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([text("PK\x03\x04"), head, name, packed]);
  const central = Buffer.concat([text("PK\x01\x02\x14\x00"), head, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

test("an archive that unfolds beyond 80 MB is refused, whatever it says of its sizes", async () => {
  const { readZip } = await import("#files/zip.ts");
  expect((await readZip(bombe(1_000)))?.get("word/document.xml")?.length).toBe(1_000);
  expect(await readZip(bombe(90 * 1024 * 1024))).toBe(null);
});

test("random changes of a good file never break anything", async () => {
  const bons = [await carre().jpeg().toBuffer(), await carre().png().toBuffer(), odt(), docx()];
  let state = 7;
  const random = (max: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % max;
  };
  for (let n = 0; n < 120; n++) {
    const bytes = Buffer.from(bons[n % bons.length] ?? []);
    for (let change = 0; change < 4; change++) bytes[8 + random(bytes.length - 8)] = random(256);
    expect(typeof (await sort(bytes.subarray(0, bytes.length - random(20))))).toBe("string");
  }
});
