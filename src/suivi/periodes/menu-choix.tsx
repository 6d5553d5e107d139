import type { FormKeys } from "#kernel/form.ts";
import { routes } from "#routes.ts";
import { RETOUR } from "#suivi/filtres.ts";
import { Menu } from "#ui/menu.tsx";

type MenuChoixProps<T extends string> = {
  id: string;
  label: string;
  /** the parameter chosen */
  nom: string;
  choix: Record<T, string>;
  actuel: T;
  /** parameters of this page */
  retour: string;
  keys: FormKeys;
};

/** A sort, said on its button; another one is chosen in the menu, and remembered. */
export const MenuChoix = <T extends string>({
  id,
  label,
  nom,
  choix,
  actuel,
  retour,
  keys,
}: MenuChoixProps<T>) => (
  <Menu
    id={id}
    label={label}
    text={
      <>
        <span class="sr-only">{label} : </span>
        {choix[actuel]}
      </>
    }
    items={(Object.keys(choix) as T[]).map((code) => ({
      text: choix[code],
      ...(code === actuel ? { icon: "check" as const } : {}),
      action: routes.periodes.href({}),
      keys,
      fields: { [RETOUR]: retour, [nom]: code },
    }))}
  />
);
