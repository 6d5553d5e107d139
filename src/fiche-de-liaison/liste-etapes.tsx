import { estEnseignantDuDossier } from "#dossiers/rights.ts";
import { type CodeEtape, type Etape, etapesFiche } from "#fiche-de-liaison/rules/etapes.ts";
import type { FaitsFiche } from "#fiche-de-liaison/store.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Card } from "#ui/card.tsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import { Fold } from "#ui/layout.tsx";

type Mots = { tu: string; vous: string };

/** Who does what, in the words of its reader; an apprenti has a maître, not a tutor. */
const motsDe = (statut: "scolaire" | "apprenti"): Record<CodeEtape, Mots> => ({
  lieu:
    statut === "scolaire"
      ? {
          tu: "Tu indiques ton entreprise et ton tuteur",
          vous: "L’apprenant indique l’entreprise et le tuteur",
        }
      : { tu: "Tu indiques ton entreprise", vous: "L’apprenti indique l’entreprise" },
  invitation: {
    tu: "Ton enseignant envoie son lien d’accès à ton tuteur",
    vous: "L’enseignant envoie le lien d’accès au tuteur",
  },
  individualisation: {
    tu: "Ton enseignant adapte les objectifs et les activités",
    vous: "L’enseignant individualise les objectifs et les activités",
  },
  lecture:
    statut === "scolaire"
      ? { tu: "Ton tuteur lit la fiche", vous: "Le tuteur lit la fiche" }
      : { tu: "Ton maître d’apprentissage lit la fiche", vous: "Le maître d’apprentissage lit la fiche" },
  convention: { tu: "Ta convention est signée", vous: "La convention est signée" },
});

const icones: Record<Etape["etat"], IconName> = {
  faite: "circle-check",
  prochaine: "map-pin",
  "a-faire": "circle-dashed",
};

function etatEnMots(etape: Etape, convention: FaitsFiche["convention"]): string {
  if (etape.telleQuelle) return "fait : la fiche suit l’annexe pédagogique";
  if (etape.code === "convention" && convention) return `fait, le ${longDate(convention.signeeLe)}`;
  if (etape.etat === "faite") return "fait";
  if (etape.etat === "a-faire") return "à faire ensuite";
  return etape.enRetard ? "à faire maintenant : la période a commencé" : "à faire maintenant";
}

/** Where the person who reads does the step himself; null when somebody else does. */
function lienDe(etape: Etape, { dossier, periode }: FaitsFiche, actor: Actor, prof: boolean): string | null {
  switch (etape.code) {
    case "lieu":
      return actor.role === "apprenant" || prof ? routes.ficheLieu.href({ dossier }) : null;
    case "invitation":
      return prof ? routes.tuteurs.href({ periode: periode.id }, { dossier }) : null;
    case "individualisation":
      return prof || actor.role === "maitre" ? routes.ficheObjectifs.href({ dossier }) : null;
    case "convention":
      return prof ? routes.convention.href({ dossier }) : null;
    case "lecture":
      return null;
  }
}

export const faitsEtapes = ({ apprenant, periode, accueil, fiche, organisation, ...faits }: FaitsFiche) => ({
  statut: apprenant.statut,
  du: periode.du,
  entreprise: accueil.lieu.entreprise,
  tuteurNomme: accueil.lieu.tuteurNom !== "",
  tuteurInvite: accueil.tuteurInvite,
  individualisee: fiche.individualisee || organisation.individualisee,
  lue: faits.lectures.length > 0,
  conventionSignee: faits.convention !== null,
});

type Props = {
  faits: FaitsFiche;
  actor: Actor;
  today: CivilDate;
  /** one line to unfold, where something else is to be done first */
  repliee?: boolean;
};

/** « Où en est ton dossier »: each step with who does it, and its state in words (S-30). */
export const ListeEtapes = ({ faits, actor, today, repliee }: Props) => {
  const tu = actor.role === "apprenant";
  const prof = estEnseignantDuDossier(actor, faits);
  const etapes = etapesFiche(faitsEtapes(faits), today);
  const mots = motsDe(faits.apprenant.statut);
  const faites = etapes.filter((etape) => etape.etat === "faite").length;
  const titre = tu ? "Où en est ton dossier" : "Où en est le dossier";
  const meta = `${faites} sur ${etapes.length}`;
  const liste = (
    <ol class="etapes-fiche">
      {etapes.map((etape) => {
        const href = lienDe(etape, faits, actor, prof);
        const texte = mots[etape.code][tu ? "tu" : "vous"];
        return (
          <li class={`etape-fiche etape-fiche-${etape.etat}`}>
            <Icon name={icones[etape.etat]} />
            <span>{href ? <a href={href}>{texte}</a> : texte}</span>
            <span class="etape-fiche-etat">
              <span class="sr-only"> : </span>
              {etatEnMots(etape, faits.convention)}
            </span>
          </li>
        );
      })}
    </ol>
  );
  if (repliee) return <Fold summary={`${titre} (${meta})`}>{liste}</Fold>;
  return (
    <Card title={titre} meta={meta}>
      {liste}
    </Card>
  );
};
