import { html } from "hono/html";
import type { WrittenLetter } from "#courriels/letters.ts";
import { noBreakText } from "#ui/no-break.ts";

const SIGNATURE = "Passerelle";

/** A letter with the French spaces of its words set; its addresses are left as they are. */
export function typeset({
  sujet,
  paragraphes,
  liste = [],
  bouton,
  suite = [],
  pied,
}: WrittenLetter): WrittenLetter {
  const set = <T extends { texte: string }>(link: T): T => ({ ...link, texte: noBreakText(link.texte) });
  return {
    sujet: noBreakText(sujet),
    paragraphes: paragraphes.map(noBreakText),
    liste: liste.map(set),
    ...(bouton ? { bouton: set(bouton) } : {}),
    suite: suite.map(noBreakText),
    ...(pied ? { pied: set(pied) } : {}),
  };
}

/** The letter for readers without HTML: the address of the button stands alone on its line. */
export function asText({ paragraphes, liste = [], bouton, suite = [], pied }: WrittenLetter): string {
  const lines = liste.map(({ texte, lien }) => (lien ? `- ${texte}\n  ${lien}` : `- ${texte}`));
  const parts = [
    ...paragraphes,
    ...(lines.length > 0 ? [lines.join("\n")] : []),
    ...(bouton ? [`${bouton.texte}\u00a0:\n${bouton.lien}`] : []),
    ...suite,
    ...(pied ? [`${pied.texte}\u00a0:\n${pied.lien}`] : []),
  ];
  return `${parts.join("\n\n")}\n\n-- \n${SIGNATURE}\n`;
}

const paragraph = (text: string) => html`<p style="margin:0 0 16px">${text}</p>`;

const line = ({ texte, lien }: { texte: string; lien?: string }) =>
  html`<li style="margin:0 0 8px">${lien ? html`<a href="${lien}" style="color:#0E5A5E">${texte}</a>` : texte}</li>`;

/**
 * The same in sober HTML: no image, no tracking, nothing fetched from anywhere. Mail readers know no style sheet: the
 * few colours are the tokens' (ink, primary), written in place.
 */
export async function asHtml(letter: WrittenLetter): Promise<string> {
  const { sujet, paragraphes, liste = [], bouton, suite = [], pied } = letter;
  const button = bouton
    ? html`<p style="margin:24px 0"><a href="${bouton.lien}" style="display:inline-block;padding:13px 22px;border-radius:12px;background:#0E5A5E;color:#ffffff;font-weight:600;text-decoration:none">${bouton.texte}</a></p>
<p style="margin:0 0 16px;color:#4B6067;font-size:14px">Si le bouton ne s’ouvre pas, voici l’adresse à copier dans le navigateur\u00a0:<br><span style="word-break:break-all">${bouton.lien}</span></p>`
    : "";
  const list =
    liste.length > 0 ? html`<ul style="margin:0 0 16px;padding-left:20px">${liste.map(line)}</ul>` : "";
  const foot = pied ? html`<a href="${pied.lien}" style="color:#4B6067">${pied.texte}</a><br>` : "";
  const page = await html`<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${sujet}</title></head>
<body style="margin:0;padding:24px 12px;background:#F4F7F6;color:#14262B;font:16px/1.5 system-ui,'Segoe UI',Roboto,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:28px;border-radius:16px;background:#ffffff">
${paragraphes.map(paragraph)}${list}${button}${suite.map(paragraph)}
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #dfe6e5;color:#4B6067;font-size:14px">${foot}${SIGNATURE}</p>
</div></body></html>
`;
  return page.toString();
}
