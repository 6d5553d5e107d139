/** Letters that carry no combining accent, so that decomposing does not reach them. */
const LIGATURES: Record<string, string> = {
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** Lower case without accents nor ligatures; other signs stay. */
export const sansAccents = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[œæßøłđðþı]/g, (letter) => LIGATURES[letter] ?? letter);

/** The same for two spellings of one name: accents, case, hyphens, apostrophes and spaces do not count. */
export const cleDeNom = (text: string): string => sansAccents(text).replace(/[^\p{L}\p{N}]/gu, "");

/**
 * « JEAN-FRANÇOIS » → « Jean-François », « N’GOLO » → « N’Golo ». A first name that is not all in capitals is
 * kept as given.
 */
export function prenomLisible(prenom: string): string {
  if (prenom !== prenom.toLocaleUpperCase("fr") || prenom === prenom.toLocaleLowerCase("fr")) return prenom;
  return prenom
    .toLocaleLowerCase("fr")
    .replace(/(^|[\s\-‐’'.])(\p{L})/gu, (_, before: string, letter: string) =>
      before.concat(letter.toLocaleUpperCase("fr")),
    );
}
