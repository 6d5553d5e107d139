const digitsOf = (text: string) => [...text].map(Number);
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

function luhn(text: string): boolean {
  const doubled = digitsOf(text)
    .reverse()
    .map((digit, rank) => (rank % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2));
  return sum(doubled) % 10 === 0;
}

/** A company's SIRET, 14 digits without spaces: Luhn, or for La Poste's offices a sum of digits multiple of 5. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false;
  return luhn(text) || (text.startsWith("356000000") && sum(digitsOf(text)) % 5 === 0);
}
