import type { Child } from "hono/jsx";
import type { Niveau } from "#ui/eventail.tsx";
import { Stack } from "#ui/layout.tsx";

/** Links and forms of the examples lead back to their page. */
export const HERE = "/demo/composants";

export const niveaux: readonly Niveau[] = [
  { code: "NE", text: "Non évaluable", color: "#3F5F8F" },
  { code: "1", text: "Très insuffisant", color: "#A61B1B" },
  { code: "2", text: "Insuffisant", color: "#A34700" },
  { code: "3", text: "Fragile", color: "#735C00" },
  { code: "4", text: "Satisfaisant", color: "#2F6B1F" },
  { code: "5", text: "Très satisfaisant", color: "#0E5A5E" },
];
export const niveau = (code: string) => niveaux.find((one) => one.code === code) ?? null;

/** One family of components, with its title. */
export const Part = ({ title, children }: { title: string; children?: Child }) => (
  <section>
    <Stack>
      <h2>{title}</h2>
      {children}
    </Stack>
  </section>
);
