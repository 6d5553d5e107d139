import { raw } from "hono/html";
import { ECHELLES, type Echelle } from "#geographie/cadre.ts";
import { SOURCES_CARTE } from "#geographie/dessin.ts";
import { coordonneesEnMots, precisionEnMots } from "#geographie/en-mots.ts";
import type { FaitsCarte } from "#portfolio/carte/load.ts";
import { conseil, enTexte, lirePoint, type Position } from "#portfolio/carte/rules.ts";
import { ALaMain, type CarteProps, Deplacer, Remettre } from "#portfolio/carte/saisie.tsx";
import { LectureSeule, PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { quand } from "#portfolio/rules.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { Actions } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Segmented } from "#ui/segmented.tsx";
import type { Screen } from "#web/act.ts";

const zooms: Record<Echelle, string> = { proche: "De près", secteur: "Environs", region: "Région" };

/** How much country the address of the page asks for. */
export const echelleDe = ({ query }: Pick<Screen, "query">): Echelle => {
  const voulue = query.get("echelle") ?? "";
  return voulue in ECHELLES ? (voulue as Echelle) : "secteur";
};

type DessinProps = CarteProps & { position: Position; ecrit: boolean };

/** Both drawings; the style sheet shows the one that fits. The learner's may be moved by hand. */
const Dessin = ({ faits, screen, position, ecrit }: DessinProps) => {
  const { geographie } = screen.deps;
  const echelle = echelleDe(screen);
  const carte = { point: position.point, nom: faits.adresse.entreprise, echelle };
  const deplacer = screen.query.get("deplacer") ?? undefined;
  return (
    <div class="carte-vue">
      <p-carte class="carte-cadre" id="carte" data-deplacable={ecrit ? "oui" : undefined}>
        <div class="carte-large">
          {raw(geographie.carteSvg({ ...carte, taille: "large" }, "carte-large"))}
        </div>
        <div class="carte-etroite">
          {raw(geographie.carteSvg({ ...carte, taille: "etroite" }, "carte-etroite"))}
        </div>
      </p-carte>
      <Segmented
        label="Échelle de la carte"
        segments={(Object.keys(ECHELLES) as Echelle[]).map((une) => ({
          href: `${routes.carte.href({ dossier: faits.dossier }, { echelle: une, deplacer })}#carte`,
          text: zooms[une],
          current: une === echelle,
        }))}
      />
      {ecrit ? (
        <ALaMain adresse={routes.carte.href({ dossier: faits.dossier }, { echelle, deplacer })} />
      ) : null}
    </div>
  );
};

function quiLaPlace({ faits, screen }: CarteProps, position: Position): string {
  if (position.par === "adresse") return "d’après l’adresse de la fiche";
  const { actor, today } = screen;
  const { modifieLe } = faits.emplacement;
  const moment = modifieLe ? ` ${quand(modifieLe, today, actor.etablissement.fuseau)}` : "";
  return actor.role === "apprenant"
    ? `placé par toi${moment}`
    : `placé par ${faits.apprenant.prenom}${moment}`;
}

/** The address, the commune and the place, in words: with or without a drawing. */
const EnMots = (props: CarteProps & { position: Position | null }) => {
  const { faits, screen, position } = props;
  const { adresse, situation } = faits;
  const commune =
    typeof situation === "string"
      ? ""
      : [situation.commune, [adresse.codePostal, situation.departement].filter(Boolean).join(", ")]
          .filter(Boolean)
          .join(" · ");
  return (
    <>
      {position ? (
        <Chips>
          {commune ? (
            <Chip kind="success" icon="map-pin">
              {commune}
            </Chip>
          ) : null}
          <Chip kind="neutral" label="Repère">
            {quiLaPlace(props, position)}
          </Chip>
          {position.par === "adresse" ? (
            <Chip kind={position.incertitude === 0 ? "neutral" : "warning"} label="Position">
              {precisionEnMots(position)}
            </Chip>
          ) : null}
        </Chips>
      ) : null}
      <Definitions
        rows={[
          {
            term: "Adresse",
            value: [adresse.entreprise, adresse.adresse, `${adresse.codePostal} ${adresse.ville}`.trim()]
              .filter(Boolean)
              .join("\n"),
          },
          ...(position
            ? [
                { term: "Situation", value: screen.deps.geographie.carteEnMots(position.point) },
                { term: "Coordonnées", value: coordonneesEnMots(position.point) },
              ]
            : []),
        ]}
      />
    </>
  );
};

const SansCarte = ({ faits, tutoie }: { faits: FaitsCarte; tutoie: boolean }) => (
  <Empty
    icon="map-pin"
    action={
      tutoie ? (
        <LinkButton href={routes.ficheLieu.href({ dossier: faits.dossier })}>
          Voir ma fiche de liaison
        </LinkButton>
      ) : null
    }
  >
    {conseil(typeof faits.situation === "string" ? faits.situation : "inconnue", tutoie)}
  </Empty>
);

/** « Géolocaliser l'entreprise » (S-47): the address in words always, the map when the place is known. */
export const CartePage = (props: CarteProps) => {
  const { faits, screen } = props;
  const { actor, frame, query } = screen;
  const { position } = faits;
  const ecrit = droitsPortfolio.ecrire(actor, faits).ok;
  const ancien = lirePoint(query.get("ancien") ?? "");
  return (
    <PortfolioPage frame={frame} actor={actor} faits={faits} onglet="carte">
      <Stack>
        {ecrit && ancien && (!position || enTexte(ancien) !== enTexte(position.point)) ? (
          <Remettre {...props} ancien={ancien} />
        ) : null}
        <Card title="Géolocaliser l’entreprise">
          {ecrit && position ? <p>Vérifie que le repère est au bon endroit. Tu peux le déplacer.</p> : null}
          <div class={ecrit ? "carte-deux carte-deux-ecrit" : "carte-deux"}>
            {position ? (
              <Dessin {...props} position={position} ecrit={ecrit} />
            ) : (
              <SansCarte faits={faits} tutoie={actor.role === "apprenant"} />
            )}
            {ecrit ? <Deplacer {...props} /> : null}
            <div class="carte-mots">
              <EnMots {...props} position={position} />
              {position ? (
                <Actions>
                  <LinkButton
                    href={routes.cartePng.href({ dossier: faits.dossier })}
                    icon="download"
                    download
                  >
                    Télécharger la carte
                  </LinkButton>
                </Actions>
              ) : null}
              {ecrit ? null : <LectureSeule faits={faits} />}
            </div>
          </div>
        </Card>
        {position ? <p class="meta carte-sources">{SOURCES_CARTE}</p> : null}
      </Stack>
    </PortfolioPage>
  );
};
