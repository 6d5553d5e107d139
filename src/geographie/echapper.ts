/** Text as it stands in a drawing: nothing somebody typed is read as markup. */
export const echapper = (texte: string): string =>
  texte.replace(/[&<>"']/g, (signe) => `&#${signe.charCodeAt(0)};`);
