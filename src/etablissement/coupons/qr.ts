import { create } from "qrcode";

/** A QR code as one SVG path on a grid of `size` squares, each of its dark squares drawn once. */
export function qrPath(text: string): { size: number; d: string } {
  const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
  const squares = Array.from(data).flatMap((dark, index) =>
    dark ? [`M${index % size} ${Math.floor(index / size)}h1v1h-1z`] : [],
  );
  return { size, d: squares.join("") };
}
