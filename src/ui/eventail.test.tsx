import { parse } from "node-html-parser";
import { describe, expect, it } from "vitest";
import { Etoiles, EtoilesLues } from "#ui/etoiles.tsx";
import { Eventail, NiveauLu } from "#ui/eventail.tsx";
import { Menu } from "#ui/menu.tsx";

const html = (element: unknown) => parse(String(element));
const levels = [
  { code: "NE", text: "Non évaluable", color: "#3F5F8F" },
  { code: "1", text: "Très insuffisant", color: "#A61B1B" },
  { code: "2", text: "Insuffisant", color: "#A34700" },
];
const checked = (page: ReturnType<typeof html>) =>
  page.querySelectorAll("input[checked]").map((one) => one.getAttribute("value"));

describe("the fan", () => {
  it("tells « nothing chosen » from NE", () => {
    expect(checked(html(<Eventail name="c" legend="C" levels={levels} value={null} />))).toEqual([""]);
    expect(checked(html(<Eventail name="c" legend="C" levels={levels} value="NE" />))).toEqual(["NE"]);
  });

  it("checks nothing that the scale does not hold", () => {
    expect(checked(html(<Eventail name="c" legend="C" levels={levels} value="9" />))).toEqual([""]);
  });

  it("names each level by its number and its words", () => {
    const labels = html(<Eventail name="c" legend="C" levels={levels} value="1" />).querySelectorAll("label");
    expect(labels.map((label) => label.querySelector(".eventail-mots")?.textContent)).toEqual([
      "NE : Non évaluable",
      "1 : Très insuffisant",
      "2 : Insuffisant",
      undefined,
    ]);
  });

  it("opens around its middle, whatever the number of levels", () => {
    const places = (count: number) =>
      html(<Eventail name="c" legend="C" levels={levels.slice(0, count)} value="" />)
        .querySelectorAll(".eventail-carte")
        .map((card) => card.classNames.replace("eventail-carte ", ""));
    expect(places(3)).toEqual(["place--2", "place-0", "place-2"]);
    expect(places(2)).toEqual(["place--1", "place-1"]);
  });

  it("reads as words where it cannot be changed", () => {
    expect(
      html(<NiveauLu niveau={levels[1] ?? null} />).querySelector(".niveau-lu > span")?.textContent,
    ).toBe("1 : Très insuffisant");
    expect(html(<NiveauLu niveau={null} compact />).querySelector(".sr-only")?.textContent).toBe(
      "Pas évalué",
    );
  });
});

describe("the stars", () => {
  const degres = [
    { code: "1", text: "Insuffisant" },
    { code: "2", text: "Convenable" },
  ];
  it("go up in their natural order and may be taken back", () => {
    const page = html(<Etoiles name="e" legend="Engagement" degres={degres} value="2" />);
    expect(page.querySelectorAll("input").map((one) => one.getAttribute("value"))).toEqual(["1", "2", ""]);
    expect(checked(page)).toEqual(["2"]);
  });
  it("are read with their words", () => {
    const page = html(<EtoilesLues degres={degres} value="1" />);
    expect(page.querySelectorAll(".etoile-pleine")).toHaveLength(1);
    expect(page.textContent).toBe("1 sur 2 : Insuffisant");
  });
});

describe("a menu", () => {
  it("offers links and forms, and explains what is closed", () => {
    const page = html(
      <Menu
        id="m"
        label="Actions pour ACCARDO Aline"
        items={[
          { text: "Lire", href: "/lire" },
          { text: "Retirer", action: "/retirer", keys: { token: "t", key: "k" }, fields: { apprenant: "7" } },
          { text: "Éditer le bilan", reason: "Figé le 12 janvier." },
        ]}
      />,
    );
    expect(page.querySelector("button")?.getAttribute("aria-label")).toBe("Actions pour ACCARDO Aline");
    expect(page.querySelector("button")?.getAttribute("popovertarget")).toBe("m");
    expect(page.querySelector('form[action="/retirer"] [name="apprenant"]')?.getAttribute("value")).toBe("7");
    expect(page.querySelector(".menu-off")?.textContent).toContain("Figé le 12 janvier.");
    expect(page.querySelectorAll("a")).toHaveLength(1);
  });
});
