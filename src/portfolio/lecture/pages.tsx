import type { Child } from "hono/jsx";
import { count } from "#kernel/french.ts";
import { Conseils, moment } from "#portfolio/commentaires/conseils.tsx";
import { type Contexte, conseilsSur } from "#portfolio/commentaires/rules.ts";
import { Annexes } from "#portfolio/lecture/annexes.tsx";
import { Activites, MarqueLue, type Props, Semaines, Vide } from "#portfolio/lecture/chapitres.tsx";
import { Carte, Entreprise } from "#portfolio/lecture/entreprise.tsx";
import { aChange, type FaitsLecture } from "#portfolio/lecture/load.ts";
import { Dessin, EnMots } from "#portfolio/organigramme/pages.tsx";
import { PortfolioPage } from "#portfolio/pages.tsx";
import { semainesDe } from "#portfolio/semaines/rules.ts";
import { routes } from "#routes.ts";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { Fold, Line } from "#ui/layout.tsx";
import { Segmented } from "#ui/segmented.tsx";
import type { Screen } from "#web/act.ts";

type Chapitre = {
  id: string;
  titre: string;
  /** what it holds, in words */
  compte?: string;
  /** the objects whose change makes it worth reading again */
  objets: readonly string[];
  /** begins a page when printed */
  page?: boolean;
  corps: Child;
};

const Organigramme = ({ faits, screen }: Props) => {
  const { postes } = faits.organigramme;
  const tutoie = screen.actor.role === "apprenant";
  return (
    <Card>
      <MarqueLue faits={faits} objet="organigramme" />
      {postes.length === 0 ? (
        <Vide
          screen={screen}
          icon="network"
          tu="Tu n’as pas encore construit l’organigramme."
          faire={{
            href: routes.organigramme.href({ dossier: faits.dossier }),
            text: "Construire l’organigramme",
          }}
          vous={`${faits.apprenant.prenom} n’a pas encore construit d’organigramme.`}
        />
      ) : (
        <>
          <Dessin faits={faits} tutoie={tutoie} />
          <Fold summary="L’organigramme en mots">
            <EnMots postes={postes} />
          </Fold>
        </>
      )}
    </Card>
  );
};

/** The comments about the whole, and a new one. */
const Generaux = ({ faits, screen }: Props) => (
  <Card>
    {conseilsSur(faits.conseils, "").length === 0 && screen.actor.role === "apprenant" ? (
      <Empty icon="message-square">Aucun commentaire sur l’ensemble pour l’instant.</Empty>
    ) : (
      <Conseils faits={faits} screen={screen} ancre="" sur="tout le portfolio" ouvert />
    )}
    <p class="lien-ecran">
      <a href={routes.commentaires.href({ dossier: faits.dossier })}>Tous les commentaires</a>
    </p>
  </Card>
);

const chapitresDe = (props: Props, montre: (objet: string) => boolean): Chapitre[] => {
  const { faits, contexte } = props;
  const annexes = faits.fichiers.filter(({ ancre }) => ancre === "");
  const objetsSemaines = contexte.semaines.map(({ lundi }) => `semaine:${lundi}`);
  const objetsActivites = faits.activites.map(({ id }) => `activite:${id}`);
  return [
    {
      id: "entreprise",
      titre: "L’entreprise",
      objets: ["presentation"],
      corps: <Entreprise {...props} />,
    },
    {
      id: "carte-entreprise",
      titre: faits.lieux.length > 1 ? "Où se trouvent les entreprises" : "Où se trouve l’entreprise",
      objets: ["carte"],
      corps: <Carte {...props} />,
    },
    {
      id: "organigramme",
      titre: "Organigramme",
      objets: ["organigramme"],
      corps: <Organigramme {...props} />,
    },
    {
      id: "semaines",
      titre: "Activités hebdomadaires",
      compte: `${faits.semaines.length} sur ${contexte.semaines.length}`,
      objets: objetsSemaines,
      page: true,
      corps: <Semaines {...props} montre={montre} />,
    },
    {
      id: "activites",
      titre: "Activités présentées",
      compte: count(faits.activites.length, "activité"),
      objets: objetsActivites,
      page: true,
      corps: <Activites {...props} montre={montre} />,
    },
    {
      id: "annexes",
      titre: "Annexes",
      compte: count(annexes.length, "annexe"),
      objets: ["annexes", ...annexes.map(({ id }) => `fichier:${id}`)],
      page: true,
      corps: <Annexes {...props} />,
    },
    {
      id: "commentaires",
      titre: "Commentaires sur l’ensemble",
      objets: conseilsSur(faits.conseils, "").map(({ id }) => `conseil:${id}`),
      corps: <Generaux {...props} />,
    },
  ];
};

/** Since which visit things are marked, and the way to see only those. */
const DepuisMaVisite = ({
  faits,
  screen,
  seuls,
}: {
  faits: FaitsLecture;
  screen: Screen<never>;
  seuls: boolean;
}) => {
  if (screen.actor.role === "apprenant") return null;
  if (!faits.depuis)
    return (
      <p class="meta lien-ecran">
        Première lecture : à votre prochaine visite, ce qui aura changé sera marqué ici.
      </p>
    );
  const depuis = faits.depuis.getTime();
  const ici = (filtre?: string) =>
    routes.portfolioEntier.href({ dossier: faits.dossier }, { filtre, depuis });
  return (
    <div class="lien-ecran">
      <Line spread>
        <p class="meta">Depuis votre dernière visite, le {moment(faits.depuis, screen)}</p>
        <Segmented
          label="Ce qui est montré"
          segments={[
            { href: ici(), text: "Tout le portfolio", current: !seuls },
            { href: ici("changements"), text: "Seulement ce qui a changé", current: seuls },
          ]}
        />
      </Line>
    </div>
  );
};

const Sommaire = ({
  chapitres,
  change,
}: {
  chapitres: readonly Chapitre[];
  change: (chapitre: Chapitre) => boolean;
}) => (
  <Card>
    <nav class="sommaire" aria-labelledby="sommaire-titre">
      <h2 id="sommaire-titre">Sommaire</h2>
      <ol>
        {chapitres.map((chapitre) => (
          <li>
            <a href={`#${chapitre.id}`}>{chapitre.titre}</a>{" "}
            {chapitre.compte ? <span class="meta">{chapitre.compte}</span> : null}{" "}
            {change(chapitre) ? <Chip kind="now">du nouveau</Chip> : null}
          </li>
        ))}
      </ol>
    </nav>
  </Card>
);

/** The whole portfolio of a learner as one page, to scroll and to print. */
export const LecturePage = ({ faits, screen }: { faits: FaitsLecture; screen: Screen<never> }) => {
  const { actor, frame, query } = screen;
  const seuls = faits.depuis !== null && query.get("filtre") === "changements";
  const contexte: Contexte = {
    dossier: faits.dossier,
    semaines: semainesDe(faits.periode, faits.sommaire.semaines),
    activites: faits.activites,
  };
  const montre = (objet: string) => !seuls || aChange(faits, objet);
  const change = ({ objets }: Chapitre) => objets.some((objet) => aChange(faits, objet));
  const tous = chapitresDe({ faits, screen, contexte }, montre);
  const chapitres = seuls ? tous.filter(change) : tous;
  return (
    <PortfolioPage frame={frame} actor={actor} faits={faits} onglet="tout">
      <div class="portfolio-entier stack stack-wide">
        <DepuisMaVisite faits={faits} screen={screen} seuls={seuls} />
        {chapitres.length === 0 ? (
          <Card>
            <Empty icon="check">Rien n’a changé depuis votre dernière visite.</Empty>
          </Card>
        ) : (
          <Sommaire chapitres={chapitres} change={change} />
        )}
        {chapitres.map((chapitre) => (
          <section class={chapitre.page ? "chapitre chapitre-page" : "chapitre"} id={chapitre.id}>
            <h2>
              {chapitre.titre}
              {chapitre.compte ? <span class="card-meta"> {chapitre.compte}</span> : null}
            </h2>
            {chapitre.corps}
          </section>
        ))}
      </div>
    </PortfolioPage>
  );
};
