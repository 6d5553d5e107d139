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
  const href = (params: Params<P>, query: Query = {}) => {
    const address = pattern.replace(/:(\w+)/g, (_, name) =>
      encodeURIComponent((params as Record<string, string>)[name] ?? ""),
    );
    const search = new URLSearchParams(
      Object.entries(query).flatMap(([name, value]) =>
        value === undefined || value === "" ? [] : [[name, String(value)]],
      ),
    ).toString();
    return search ? `${address}?${search}` : address;
  };
  return { pattern, href };
}
