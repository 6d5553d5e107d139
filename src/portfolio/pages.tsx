import type { Child } from "hono/jsx";
import { barreVoisins } from "#dossiers/rules/voisins.ts";
import type { Actor } from "#kernel/actor.ts";
import { count, dateRange, de, fullName } from "#kernel/french.ts";
import { Conseils } from "#portfolio/commentaires/conseils.tsx";
import type { FaitsPortfolio } from "#portfolio/load.ts";
import { semainesDe } from "#portfolio/semaines/rules.ts";
import { routes } from "#routes.ts";
import { type Frame, Page } from "#ui/page.tsx";
import { type Tab, Tabs } from "#ui/tabs.tsx";

type Onglet =
  | "entreprise"
  | "carte"
  | "organigramme"
  | "semaines"
  | "activites"
  | "annexes"
  | "commentaires"
  | "tout";

/** The counters of the tabs are words too (S-43): « 2 semaines racontées sur 4 ». */
function ongletsDe(faits: FaitsPortfolio, current: Onglet): Tab[] {
  const { sommaire, dossier } = faits;
  const semaines = semainesDe(faits.periode, sommaire.semaines).length;
  const complet = sommaire.reponses === 4;
  return [
    {
      href: routes.presentation.href({ dossier }),
      text: "Entreprise",
      current: current === "entreprise",
      state: complet
        ? { text: "complet", icon: "check" }
        : {
            text: `${count(sommaire.reponses, "réponse")} sur 4`,
            icon: "circle-dashed",
          },
    },
    {
      href: routes.carte.href({ dossier }),
      text: "Carte",
      current: current === "carte",
      ...(sommaire.repere ? { state: { text: "repère placé", icon: "check" } } : {}),
    },
    {
      href: routes.organigramme.href({ dossier }),
      text: "Organigramme",
      current: current === "organigramme",
      counter: { value: sommaire.postes, words: count(sommaire.postes, "poste") },
    },
    {
      href: routes.semaines.href({ dossier }),
      text: "Semaines",
      current: current === "semaines",
      counter: {
        value: `${sommaire.semaines.length}/${semaines}`,
        words: `${count(sommaire.semaines.length, "semaine racontée", "semaines racontées")} sur ${semaines}`,
      },
    },
    {
      href: routes.activites.href({ dossier }),
      text: "Activités",
      current: current === "activites",
      counter: {
        value: sommaire.activites,
        words: count(sommaire.activites, "activité présentée", "activités présentées"),
      },
    },
    {
      href: routes.annexesPortfolio.href({ dossier }),
      text: "Annexes",
      current: current === "annexes",
      counter: { value: sommaire.annexes, words: count(sommaire.annexes, "annexe") },
    },
    {
      href: routes.commentaires.href({ dossier }),
      text: "Commentaires",
      current: current === "commentaires",
      counter: {
        value: sommaire.commentaires,
        words: `${count(sommaire.commentaires, "commentaire")}${sommaire.commentairesAFaire > 0 ? `, dont ${sommaire.commentairesAFaire} à traiter` : ""}`,
      },
    },
  ];
}

/** Tabs that are commented as a whole. */
const surTout: Partial<Record<Onglet, string>> = {
  carte: "la carte",
  organigramme: "l’organigramme",
  annexes: "les annexes",
};

type PortfolioPageProps = {
  frame: Frame;
  actor: Actor;
  faits: FaitsPortfolio;
  onglet: Onglet;
  /** the state of the form, kept in sight */
  actions?: Child;
  children?: Child;
};

/** One tab of the portfolio, or the whole (« tout »): whose it is, where and when, and the way to the other tabs. */
export const PortfolioPage = ({ frame, actor, faits, onglet, actions, children }: PortfolioPageProps) => {
  const tutoie = actor.role === "apprenant";
  const { periode, dossier, sommaire } = faits;
  return (
    <Page
      frame={frame}
      title={tutoie ? "Mon portfolio" : `Portfolio ${de(fullName(faits.apprenant))}`}
      lead={[sommaire.entreprises.join(", puis "), periode.nom, dateRange(periode.du, periode.au)]
        .filter(Boolean)
        .join(" · ")}
      back={{ href: routes.dossier.href({ dossier }), text: tutoie ? "Mon dossier" : "Dossier" }}
      voisins={barreVoisins(actor, faits, (voisin) =>
        onglet === "tout"
          ? routes.portfolioEntier.href({ dossier: voisin })
          : routes.portfolio.href({ dossier: voisin, onglet }),
      )}
      actions={actions}
      sticky={Boolean(actions)}
    >
      <Tabs label="Portfolio" tabs={ongletsDe(faits, onglet)} />
      {onglet === "tout" ? null : (
        <p class="lien-ecran portfolio-tout">
          <a href={routes.portfolioEntier.href({ dossier })}>Tout le portfolio sur une page</a>
          {tutoie ? (
            <a href={routes.mesEvaluations.href({})}>Mes attitudes et mes compétences évaluées</a>
          ) : null}
        </p>
      )}
      {children}
      {surTout[onglet] ? (
        <Conseils faits={faits} screen={{ frame, actor }} ancre={onglet} sur={surTout[onglet]} />
      ) : null}
    </Page>
  );
};

/** Under what one reads and may not write: who writes, and what one may do instead. */
export const LectureSeule = ({ faits }: { faits: FaitsPortfolio }) => (
  <p class="meta">
    Vous lisez ce portfolio ; seul l’apprenant y écrit.{" "}
    <a href={routes.commentaires.href({ dossier: faits.dossier })}>Laisser un commentaire</a>
    {faits.sommaire.commentaires > 0 ? ` (déjà ${count(faits.sommaire.commentaires, "commentaire")})` : null}
  </p>
);
