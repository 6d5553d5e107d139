import { cleDeNom } from "#etablissement/import/noms.ts";

/** « 1 MSPC », « 1mspc » and « 1-MSPC » are one division. */
export const cleDeDivision = cleDeNom;

/**
 * The class level that a division's name suggests, for the administrator to confirm: « 2NDE MTNE », « 1MSPC »,
 * « T MSPC », « TLE MELEC 2 ». null when it says nothing, or names another course (CAP, BTS, MC, 3e).
 */
export function niveauDeDivision(nom: string): "2DE" | "1RE" | "TLE" | null {
  const name = cleDeNom(nom).toUpperCase();
  if (/CAP|BTS|PREPA|^MC|^FCIL|^[03-9]/.test(name)) return null;
  if (/SECONDE|(^|\D)2(NDE|DE|ND)/.test(name)) return "2DE";
  if (/PREMIERE|(^|\D)1(ERE|RE)/.test(name)) return "1RE";
  if (/TERMINALE|TERM|TLE/.test(name)) return "TLE";
  if (/^2\D/.test(name)) return "2DE";
  if (/^1\D/.test(name)) return "1RE";
  return /^T./.test(name) ? "TLE" : null;
}
