type Names<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

export type Params<P extends string> = { [K in Names<P>]: string };
type Query = Record<string, string | number | undefined>;

/** One address of the application: the pattern the router matches and the links made from it. */
export type Path<P extends string = string> = {
  pattern: P;
  href: (params: Params<P>, query?: Query) => string;
};

export function path<const P extends string>(pattern: P): Path<P> {
  // "/dossiers/:dossier/fiche" → texts and names in turn
  const parts = pattern.split(/:(\w+)/);
  const href = (params: Params<P>, query?: Query) => {
    const given = params as Record<string, string>;
    let address = parts[0] ?? "";
    for (let i = 1; i < parts.length; i += 2)
      address += encodeURIComponent(given[parts[i] ?? ""] ?? "") + (parts[i + 1] ?? "");
    if (!query) return address;
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      if (value !== undefined && value !== "") search.set(name, String(value));
    return search.size > 0 ? `${address}?${search}` : address;
  };
  return { pattern, href };
}
