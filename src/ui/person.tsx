import type { Child } from "hono/jsx";
import { listName } from "#kernel/french.ts";

type Named = { prenom: string; nom: string };

/** Two letters in a disc: decoration, the name is always beside it. */
export const Avatar = ({ person }: { person: Named }) => (
  <span class="avatar" aria-hidden="true">
    {[...person.prenom][0] ?? ""}
    {[...person.nom][0] ?? ""}
  </span>
);

/** « ACCARDO Aline » and a line of detail, beside the disc. */
export const PersonLine = ({ person, detail }: { person: Named; detail?: Child }) => (
  <span class="person">
    <Avatar person={person} />
    <span>
      <b>{listName(person)}</b>
      {detail ? <span class="meta person-detail">{detail}</span> : null}
    </span>
  </span>
);
