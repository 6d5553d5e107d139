/** A word of the page to its reader, said aloud too. */
export function avis(words: string, links: { href: string; text: string }[] = []): HTMLElement {
  const notice = document.createElement("div");
  notice.className = "notice notice-info";
  notice.setAttribute("role", "status");
  const body = document.createElement("div");
  body.className = "notice-text";
  const text = document.createElement("p");
  text.append(words);
  for (const [index, { href, text: name }] of links.entries()) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = name;
    text.append(index === 0 ? " " : ", ", link);
  }
  body.append(text);
  notice.append(body);
  return notice;
}
