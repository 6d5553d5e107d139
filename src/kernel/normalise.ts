/**
 * The one normalisation of everything typed or imported: PostgreSQL refuses NUL, forms send CRLF,
 * phones send decomposed accents. After it, accepted text comes back equal.
 */
export const normalise = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n")
    // control characters other than newline and tab never carry meaning here
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .normalize("NFC");
