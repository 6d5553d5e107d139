import type { Etat } from "#portfolio/organigramme/etat.ts";
import type { FaitsOrganigramme } from "#portfolio/organigramme/load.ts";
import { estMoi, lignesDe } from "#portfolio/organigramme/rules.ts";
import { GesteFields } from "#portfolio/organigramme/saisie.tsx";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Hidden } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";
import type { Screen } from "#web/act.ts";

type Props = { faits: FaitsOrganigramme; screen: Screen; etat: Etat };

/**
 * The posts as a flat tree: level, place and number of neighbours are said of each (nested groups fail axe). Each is a
 * link that chooses it; the island (src/islands/organigramme.ts) adds the arrows.
 */
export const Arbre = ({ faits, etat }: Props) => (
  <div class="organigramme-arbre" role="tree" aria-label="Postes de l’entreprise">
    {lignesDe(faits.organigramme.postes).map((ligne) => {
      const choisi = ligne.id === etat.choisi?.id;
      return (
        <a
          role="treeitem"
          class="branche"
          href={routes.organigramme.href({ dossier: faits.dossier }, { poste: ligne.id })}
          data-poste={ligne.id}
          aria-level={ligne.niveau}
          aria-posinset={ligne.place}
          aria-setsize={ligne.fratrie}
          aria-selected={choisi ? "true" : "false"}
          autofocus={choisi && etat.demande && !etat.retire}
        >
          <span class="branche-fonction">
            {ligne.fonction}
            {estMoi(ligne) ? <Icon name="star" /> : null}
          </span>
          {ligne.nom ? <span class="meta">{ligne.nom}</span> : null}
        </a>
      );
    })}
  </div>
);

/** What may be done with the post chosen; at hand at the foot of the screen. */
export const Barre = ({ faits, screen, etat }: Props) => {
  const { choisi } = etat;
  if (!choisi) return null;
  const ici = routes.organigramme.href({ dossier: faits.dossier });
  const vers = (faire: string) =>
    routes.organigramme.href({ dossier: faits.dossier }, { poste: choisi.id, faire });
  return (
    <form method="post" action={ici} class="organigramme-barre" aria-label="Poste choisi">
      <GesteFields faits={faits} screen={screen} />
      <Hidden name="poste" value={choisi.id} />
      <p class="organigramme-choisi">
        Poste choisi : <b data-choisi>{choisi.fonction}</b>
      </p>
      <LinkButton href={vers("ajouter")} kind="primary" icon="plus">
        Ajouter en dessous
      </LinkButton>
      <LinkButton href={vers("modifier")} icon="pencil">
        Modifier
      </LinkButton>
      <Button kind="secondary" icon="arrow-up" name="faire" value="monter">
        Monter
      </Button>
      <Button kind="secondary" icon="arrow-down" name="faire" value="descendre">
        Descendre
      </Button>
      <LinkButton href={vers("deplacer")} icon="arrow-right">
        Déplacer sous…
      </LinkButton>
      <LinkButton href={vers("retirer")} kind="danger" icon="trash-2">
        Retirer
      </LinkButton>
    </form>
  );
};
