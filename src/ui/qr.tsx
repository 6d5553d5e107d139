import { create } from "qrcode";

/** A QR code as one SVG path on a grid of `size` squares, each of its dark squares drawn once. */
export function qrPath(text: string): { size: number; d: string } {
  const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
  const squares = Array.from(data).flatMap((dark, index) =>
    dark ? [`M${index % size} ${Math.floor(index / size)}h1v1h-1z`] : [],
  );
  return { size, d: squares.join("") };
}

/** A QR code to photograph from the screen or from paper: black on white whatever the colours around. */
export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { size, d } = qrPath(text);
  return (
    <svg class="qr" viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label={label}>
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="#fff" />
      <path d={d} fill="#000" />
    </svg>
  );
};
