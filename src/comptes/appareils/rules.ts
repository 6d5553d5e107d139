const navigateurs: [RegExp, string][] = [
  [/\b(Edg|EdgA|EdgiOS)\//, "Edge"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(OPR|OPiOS)\//, "Opera"],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const machines: [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b.*\bMobile\b/, "un téléphone Android"],
  [/\bAndroid\b/, "une tablette Android"],
  [/\bCrOS\b/, "un Chromebook"],
  [/\bWindows\b/, "Windows"],
  [/\bMacintosh\b/, "un Mac"],
  [/\bLinux\b/, "Linux"],
];

const premier = (table: [RegExp, string][], texte: string) => table.find(([motif]) => motif.test(texte))?.[1];

/**
 * A device as its owner would name it, from what the browser says of itself: « Chrome sur un téléphone Android ». The
 * browser's words are not kept. An unknown one is « Appareil inconnu ».
 */
export function appareilEnMots(userAgent: string): string {
  const navigateur = premier(navigateurs, userAgent);
  const machine = premier(machines, userAgent);
  if (navigateur && machine) return `${navigateur} sur ${machine}`;
  return navigateur ?? machine?.replace(/^un/, "Un") ?? "Appareil inconnu";
}
