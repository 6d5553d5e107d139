import { expect, test } from "vitest";
import { withNoBreakSpaces } from "#ui/no-break.ts";

const shown = (page: string) => withNoBreakSpaces(page).replaceAll("\u00a0", "~");

test("text gets its no-break spaces, tags do not", () => {
  expect(shown("<p>Ton bilan : « lu », non ; et toi ? Oui !</p>")).toBe(
    "<p>Ton bilan~: «~lu~», non~; et toi~? Oui~!</p>",
  );
  expect(shown('<a title="Aller : là" href="/a?b=c : d">Ici : là</a>')).toBe(
    '<a title="Aller : là" href="/a?b=c : d">Ici~: là</a>',
  );
});

test("what a person typed comes back as typed", () => {
  const typed = '<textarea name="a" rows="3">Vu : « cassé » !</textarea>';
  expect(shown(`${typed}<p>Vu : cassé</p>${typed}`)).toBe(`${typed}<p>Vu~: cassé</p>${typed}`);
  expect(shown('<input value="Atelier : convoyeur"/><pre>a : b</pre>')).toBe(
    '<input value="Atelier : convoyeur"/><pre>a : b</pre>',
  );
});
