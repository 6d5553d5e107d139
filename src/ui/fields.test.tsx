import { parse } from "node-html-parser";
import { describe, expect, it } from "vitest";
import { type FormState, formOf } from "#kernel/form.ts";
import { CheckboxGroup, RadioGroup } from "#ui/choices.tsx";
import { DateField, SelectField, TextArea, TextField } from "#ui/fields.tsx";
import { Form } from "#ui/form.tsx";

const html = (element: unknown) => parse(String(element));
const keys = { token: "t", key: "k" };
const refused: FormState = { values: { titre: "ab", jours: ["lun"] }, errors: { titre: "Trop court." } };

describe("a field", () => {
  it("keeps what was typed and points to its hint and its error", () => {
    const page = html(<TextField form={refused} name="titre" label="Titre" hint="Court." required />);
    const input = page.querySelector("input");
    expect(input?.getAttribute("value")).toBe("ab");
    expect(input?.getAttribute("aria-invalid")).toBe("true");
    expect(input?.getAttribute("aria-describedby")).toBe("champ-titre-aide champ-titre-erreur");
    expect(page.querySelector("#champ-titre-erreur")?.textContent).toBe("Trop court.");
    expect(page.querySelector("label")?.textContent).toBe("Titre (obligatoire)");
  });

  it("says why it is read-only", () => {
    const page = html(
      <TextField form={formOf({ titre: "x" })} name="titre" label="Titre" locked="Bilan figé." />,
    );
    expect(page.querySelector("input")?.hasAttribute("readonly")).toBe(true);
    expect(page.querySelector("#champ-titre-motif")?.textContent).toBe("Bilan figé.");
  });

  it("never sends a password back", () => {
    const page = html(
      <TextField form={formOf({ secret: "azerty" })} name="secret" label="x" type="password" />,
    );
    expect(page.toString()).not.toContain("azerty");
  });

  it("escapes what people type, in a text and in an attribute", () => {
    const nasty = formOf({ mot: `"><script>alert(1)</script>` });
    const text = String(<TextArea form={nasty} name="mot" label="x" />);
    const line = String(<TextField form={nasty} name="mot" label="x" />);
    expect(text + line).not.toContain("<script>");
  });

  it("keeps a first empty line of a text", () => {
    const markup = String(<TextArea form={formOf({ mot: "\nsuite" })} name="mot" label="x" />);
    expect(markup).toContain(">\n\nsuite</textarea>");
  });

  it("selects the value kept", () => {
    const options = [
      { value: "a", text: "A" },
      { group: "Autres", options: [{ value: "b", text: "B" }] },
    ];
    const page = html(
      <SelectField form={formOf({ s: "b" })} name="s" label="S" options={options} empty="Choisir" />,
    );
    expect(page.querySelectorAll("option[selected]").map((one) => one.getAttribute("value"))).toEqual(["b"]);
    const date = html(<DateField form={formOf({ d: "2026-11-23" })} name="d" label="Date" />);
    expect(date.querySelector("input")?.getAttribute("value")).toBe("2026-11-23");
  });

  it("ticks every value kept of a group, and the one of radios", () => {
    const choices = ["lun", "mar"].map((value) => ({ value, text: value }));
    const boxes = html(<CheckboxGroup form={refused} name="jours" label="Jours" choices={choices} />);
    expect(boxes.querySelectorAll("input[checked]").map((one) => one.getAttribute("value"))).toEqual(["lun"]);
    expect(boxes.querySelector("#champ-jours")?.getAttribute("value")).toBe("lun");
    const radios = html(
      <RadioGroup form={formOf({ jour: "mar" })} name="jour" label="Jour" choices={choices} />,
    );
    expect(radios.querySelectorAll("input[checked]").map((one) => one.getAttribute("value"))).toEqual([
      "mar",
    ]);
  });
});

describe("a form", () => {
  it("sums the errors up first, focused, each line leading to its field", () => {
    const page = html(
      <Form
        action="/x"
        keys={keys}
        form={{ values: {}, errors: { titre: "Trop court.", _: "Rien n’est gardé." } }}
      >
        <p>suite</p>
      </Form>,
    );
    const summary = page.querySelector(".errors");
    expect(summary?.hasAttribute("autofocus")).toBe(true);
    expect(summary?.getAttribute("tabindex")).toBe("-1");
    expect(summary?.querySelectorAll("a").map((link) => link.getAttribute("href"))).toEqual(["#champ-titre"]);
    expect(summary?.querySelectorAll("li").map((line) => line.textContent)).toEqual([
      "Trop court.",
      "Rien n’est gardé.",
    ]);
  });

  it("is silent when nothing is wrong, and names the version read", () => {
    const page = html(<Form action="/x" keys={keys} form={formOf()} version={7} files />);
    expect(page.querySelector(".errors")).toBeNull();
    expect(page.querySelector('[name="_version"]')?.getAttribute("value")).toBe("7");
    expect(page.querySelector("form")?.getAttribute("enctype")).toBe("multipart/form-data");
  });
});
