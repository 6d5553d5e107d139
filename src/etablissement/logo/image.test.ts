import { expect, test } from "vitest";
import { LOGO_OCTETS, readLogo } from "#etablissement/logo/image.ts";

/** A JPEG's skeleton: application marks, tables, frame, scan, end. */
const segment = (mark: number, ...content: number[]) => [0xff, mark, 0, content.length + 2, ...content];
const frame = (largeur: number, hauteur: number) =>
  segment(0xc0, 8, hauteur >> 8, hauteur & 255, largeur >> 8, largeur & 255, 1, 1, 0x11, 0);
const exif = segment(0xe1, ...Buffer.from("Exif\0GPS"));
const scan = [...segment(0xda, 1, 1, 0, 0, 63, 0), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
const jpeg = (...parts: number[][]) =>
  Uint8Array.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9, ...Buffer.from("after")]);

test("a JPEG keeps what draws it; place, comments and what follows its end are gone", () => {
  const read = readLogo(jpeg(segment(0xe0, 1), exif, segment(0xdb, 0), frame(300, 200), scan));
  if (!read.ok) throw new Error(read.message);
  expect([read.value.type, read.value.largeur, read.value.hauteur]).toEqual(["image/jpeg", 300, 200]);
  expect(read.value.contenu.includes("GPS")).toBe(false);
  expect(read.value.contenu.includes("after")).toBe(false);
  expect([...read.value.contenu.subarray(-9)]).toEqual([
    0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9,
  ]);
});

test("what is cut, too small, too large, too heavy or another kind of file is refused with its reason", () => {
  const message = (bytes: Uint8Array) => {
    const read = readLogo(bytes);
    return read.ok ? "accepted" : read.message;
  };
  expect(message(jpeg(frame(300, 200), scan).subarray(0, 30))).toContain("abîmée");
  expect(message(jpeg(scan))).toContain("abîmée");
  expect(message(jpeg(frame(300, 200)))).toContain("abîmée");
  expect(message(jpeg(frame(8, 200), scan))).toContain("8 × 200 pixels");
  expect(message(jpeg(frame(5000, 200), scan))).toContain("5000 × 200 pixels");
  expect(message(new Uint8Array(LOGO_OCTETS + 1))).toContain("500 Ko");
  expect(message(Buffer.from("GIF89a"))).toContain("PNG ou JPEG");
  expect(message(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]))).toContain("abîmée");
});
