import { routes } from "#routes.ts";
import { Segmented } from "#ui/segmented.tsx";

/** The switch between the two ways of looking at the same dossiers. */
export const DeuxVues = ({ vue }: { vue: "periodes" | "apprenants" }) => (
  <Segmented
    label="Vue"
    segments={[
      { href: routes.periodes.href({}), text: "Par périodes", current: vue === "periodes" },
      { href: routes.apprenants.href({}), text: "Par apprenants", current: vue === "apprenants" },
    ]}
  />
);
