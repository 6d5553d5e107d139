import { routes } from "#routes.ts";
import type { ARelancer, EtapeRelance } from "#suivi/rules.ts";
import { LinkButton } from "#ui/button.tsx";

/** Why, after « Relancer les 3 ». */
const motifs: Record<EtapeRelance, string> = {
  entreprise: "fiche incomplète",
  venu: "tuteur pas venu",
  semaines: "semaines",
  attitudes: "attitudes",
};

const texte = ({ etape, nombre }: ARelancer): string =>
  `${nombre > 1 ? `Relancer les ${nombre}` : "Relancer le seul"} : ${motifs[etape]}`;

const vers = (periode: string, { etape }: ARelancer) => routes.relancer.href({ periode }, { etape });

/** One entry a step where somebody is late: each opens the review of who would be written to. */
export const entreesRelance = (periode: string, steps: readonly ARelancer[]) =>
  steps.map((step) => ({ text: texte(step), icon: "bell" as const, href: vers(periode, step) }));

/** The same, side by side. */
export const Relances = ({ periode, steps }: { periode: string; steps: readonly ARelancer[] }) => (
  <>
    {steps.map((step) => (
      <LinkButton href={vers(periode, step)} icon="bell">
        {texte(step)}
      </LinkButton>
    ))}
  </>
);
