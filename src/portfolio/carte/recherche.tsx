import type { AdresseTrouvee } from "#geographie/en-ligne.ts";
import { coordonneesEnMots } from "#geographie/en-mots.ts";
import { adresseCarte } from "#portfolio/carte/adresse.ts";
import type { FaitsCarte } from "#portfolio/carte/load.ts";
import { PoserLa } from "#portfolio/carte/saisie.tsx";
import { PortfolioPage } from "#portfolio/pages.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Screen } from "#web/act.ts";

type Props = { faits: FaitsCarte; screen: Screen; trouvees: AdresseTrouvee[] | null };

/** What the online geocoder proposes: nothing is placed before a press. */
export const CarteRecherchePage = ({ faits, screen, trouvees }: Props) => {
  const { adresse, codePostal, ville, entreprise } = faits.adresse;
  return (
    <PortfolioPage frame={screen.frame} actor={screen.actor} faits={faits} onglet="carte">
      <Card title="Chercher l’adresse précise">
        <p>
          {entreprise} : {[adresse, `${codePostal} ${ville}`.trim()].filter(Boolean).join(", ")}
        </p>
        {trouvees === null ? (
          <Notice kind="warning">
            Le service d’adresses ne répond pas. Réessaie plus tard, ou déplace le repère toi-même.
          </Notice>
        ) : trouvees.length === 0 ? (
          <Empty icon="search">
            Cette adresse n’est pas connue du service. Vérifie la rue dans ta fiche de liaison, ou déplace le
            repère toi-même.
          </Empty>
        ) : (
          <ul class="plain-list">
            {trouvees.map((une) => (
              <li class="carte-trouvee">
                <p>
                  <b>{une.libelle}</b>
                  <br />
                  <span class="meta">{coordonneesEnMots(une)}</span>
                </p>
                <PoserLa faits={faits} screen={screen} point={une}>
                  Placer le repère ici
                </PoserLa>
              </li>
            ))}
          </ul>
        )}
        <p>
          <a href={adresseCarte(faits.dossier, faits.rang)}>Revenir à la carte</a>
        </p>
      </Card>
    </PortfolioPage>
  );
};
