import { adresseLieu } from "#fiche-de-liaison/lieu/adresse.ts";
import type { Echelle } from "#geographie/cadre.ts";
import { coordonneesEnMots, precisionEnMots } from "#geographie/en-mots.ts";
import { adresseCarte } from "#portfolio/carte/adresse.ts";
import { DessinsDeCarte, SourcesDeCarte } from "#portfolio/carte/dessin.tsx";
import type { FaitsCarte } from "#portfolio/carte/load.ts";
import {
  aDessiner,
  adresseEnLignes,
  conseil,
  enTexte,
  type LieuEntreprise,
  lirePoint,
  nomDuLieu,
} from "#portfolio/carte/rules.ts";
import { ALaMain, type CarteProps, Deplacer, Remettre } from "#portfolio/carte/saisie.tsx";
import { EntreprisesDAccueil } from "#portfolio/entreprise/sejours.tsx";
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

const zooms: Record<Echelle, string> = {
  rue: "La rue",
  proche: "De près",
  secteur: "Environs",
  region: "Région",
};

/** What of the country may be shown: both companies when there are two, the street only over a map of streets. */
const vuesDe = ({ faits, screen }: CarteProps): Partial<Record<Echelle | "ensemble", string>> => {
  const { rue, ...autres } = zooms;
  return {
    ...(aDessiner(faits.lieux)?.autre ? { ensemble: "Les deux" } : {}),
    ...(screen.deps.fondDeCarte ? { rue } : {}),
    ...autres,
  };
};

/** How much country the address of the page asks for. */
function vueDe(props: CarteProps): Echelle | "ensemble" {
  const vues = vuesDe(props);
  const voulue = props.screen.query.get("echelle") ?? "";
  if (voulue in vues) return voulue as Echelle | "ensemble";
  return vues.ensemble ? "ensemble" : "secteur";
}

/** The map, and how much of the country it shows. The learner's may be moved by hand. */
const Dessin = (props: CarteProps & { ecrit: boolean }) => {
  const { faits, screen, ecrit } = props;
  const { dossier, rang } = faits;
  const carte = aDessiner(faits.lieux, rang);
  if (!carte) return null;
  const vue = vueDe(props);
  const deplacer = screen.query.get("deplacer") ?? undefined;
  return (
    <div class="carte-vue">
      <p-carte class="carte-cadre" id="carte" data-deplacable={ecrit ? "oui" : undefined}>
        <DessinsDeCarte screen={screen} carte={carte} echelle={vue} />
      </p-carte>
      <Segmented
        label="Échelle de la carte"
        segments={Object.entries(vuesDe(props)).map(([une, text]) => ({
          href: `${adresseCarte(dossier, rang, { echelle: une, deplacer })}#carte`,
          text,
          current: une === vue,
        }))}
      />
      {ecrit ? <ALaMain adresse={adresseCarte(dossier, rang, { echelle: vue, deplacer })} /> : null}
    </div>
  );
};

function quiLaPlace({ faits, screen }: CarteProps, { position, emplacement }: LieuEntreprise): string {
  if (position?.par === "adresse") return "d’après l’adresse de la fiche";
  const { actor, today } = screen;
  const { modifieLe } = emplacement;
  const moment = modifieLe ? ` ${quand(modifieLe, today, actor.etablissement.fuseau)}` : "";
  return actor.role === "apprenant"
    ? `placé par toi${moment}`
    : `placé par ${faits.apprenant.prenom}${moment}`;
}

/** The address, the commune and the place of one company, in words: with or without a drawing. */
const EnMots = (props: CarteProps & { lieu: LieuEntreprise }) => {
  const { faits, screen, lieu } = props;
  const { adresse, situation, position } = lieu;
  const deux = faits.lieux.length > 1;
  const commune =
    typeof situation === "string"
      ? ""
      : [situation.commune, [adresse.codePostal, situation.departement].filter(Boolean).join(", ")]
          .filter(Boolean)
          .join(" · ");
  return (
    <>
      {deux ? <h3>{nomDuLieu(lieu, deux)}</h3> : null}
      {position ? (
        <Chips>
          {commune ? (
            <Chip kind="success" icon="map-pin">
              {commune}
            </Chip>
          ) : null}
          <Chip kind="neutral" label="Repère">
            {quiLaPlace(props, lieu)}
          </Chip>
          {position.par === "adresse" ? (
            <Chip kind={position.incertitude === 0 ? "neutral" : "warning"} label="Position">
              {precisionEnMots(position)}
            </Chip>
          ) : null}
        </Chips>
      ) : deux ? (
        <p class="meta">{conseil(raisonDe(lieu), screen.actor.role === "apprenant")}</p>
      ) : null}
      <Definitions
        rows={[
          {
            term: "Adresse",
            value: [deux ? "" : adresse.entreprise, adresseEnLignes(adresse)].filter(Boolean).join("\n"),
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

const raisonDe = ({ situation }: LieuEntreprise) => (typeof situation === "string" ? situation : "inconnue");

const SansCarte = ({ faits, tutoie }: { faits: FaitsCarte; tutoie: boolean }) => (
  <Empty
    icon="map-pin"
    action={
      tutoie ? (
        <LinkButton href={adresseLieu(faits.dossier, faits.rang)}>Voir ma fiche de liaison</LinkButton>
      ) : null
    }
  >
    {conseil(raisonDe(faits), tutoie)}
  </Empty>
);

/** « Géolocaliser l'entreprise » (S-47): the address in words always, the map when the place is known. */
export const CartePage = (props: CarteProps) => {
  const { faits, screen } = props;
  const { actor, frame, query } = screen;
  const { position, lieux } = faits;
  const ecrit = droitsPortfolio.ecrire(actor, faits).ok;
  const ancien = lirePoint(query.get("ancien") ?? "");
  const deux = lieux.length > 1;
  return (
    <PortfolioPage frame={frame} actor={actor} faits={faits} onglet="carte">
      <Stack>
        {ecrit && ancien && (!position || enTexte(ancien) !== enTexte(position.point)) ? (
          <Remettre {...props} ancien={ancien} />
        ) : null}
        {deux ? (
          <EntreprisesDAccueil
            sejours={lieux.map(({ rang, adresse }) => ({ rang, entreprise: adresse.entreprise }))}
            courant={faits.rang}
            href={(rang) => adresseCarte(faits.dossier, rang)}
          />
        ) : null}
        <Card title={deux ? "Géolocaliser les entreprises" : "Géolocaliser l’entreprise"}>
          {ecrit && position ? (
            <p>
              {deux
                ? `Vérifie que le repère ${faits.rang} est au bon endroit. Tu peux le déplacer.`
                : "Vérifie que le repère est au bon endroit. Tu peux le déplacer."}
            </p>
          ) : null}
          <div class="carte-deux">
            {position ? (
              <Dessin {...props} ecrit={ecrit} />
            ) : (
              <SansCarte faits={faits} tutoie={actor.role === "apprenant"} />
            )}
            {ecrit ? <Deplacer {...props} /> : null}
            <div class="carte-mots">
              {lieux.map((lieu) => (
                <EnMots {...props} lieu={lieu} />
              ))}
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
        {position ? <SourcesDeCarte screen={screen} /> : null}
      </Stack>
    </PortfolioPage>
  );
};
