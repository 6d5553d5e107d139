import { documentsDuDossier, estOuvert } from "#dossiers/rules/documents.ts";
import { type Constat, constats, type EtatDossier, lieuEnMots, retards } from "#dossiers/rules/etat.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { de, listName, longDate } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Chip, Chips } from "#ui/chip.tsx";
import { DossierIcon } from "#ui/dossier-icon.tsx";
import { Icon } from "#ui/icon.tsx";
import { Menu } from "#ui/menu.tsx";
import { RowItem } from "#ui/rows.tsx";

type LigneApprenantProps = {
  etat: EtatDossier;
  statut: StatutPeriode;
  actor: Actor;
  today: CivilDate;
  /** id of the menu, unique in the page */
  menu: string;
  /** says what is late */
  late: boolean;
};

/** Four states at most, two by two: where both bilans exist, the activities are told by the matrix. */
const constatsDeLigne = (...facts: Parameters<typeof constats>) => {
  const [, statut] = facts;
  const masked: Constat["objet"][] = ["Bilan personnel", "Absences"];
  if (statut.bilanEntreprise && statut.bilanAttitudes) masked.push("Activités");
  return constats(...facts).filter(({ objet }) => !masked.includes(objet));
};

/** One learner of the period: folder, name, company, states, dossier and documents (S-20…S-22). */
export const LigneApprenant = ({ etat, statut, actor, today, menu, late }: LigneApprenantProps) => {
  const name = listName(etat.apprenant);
  return (
    <RowItem
      mark={<DossierIcon open={etat.portfolioEditeLe !== null} />}
      title={
        <>
          {name}{" "}
          <span class="chip chip-plain">
            {etat.apprenant.statut === "apprenti" ? "Apprenti" : "Scolaire"}
          </span>
          {etat.partiLe ? (
            <>
              {" "}
              <span class="chip chip-plain">Parti le {longDate(etat.partiLe)}</span>
            </>
          ) : null}
        </>
      }
      detail={
        <>
          {etat.lieu.entreprise ? (
            <>
              <Icon name="building-2" /> {lieuEnMots(etat)}
            </>
          ) : (
            <b class="row-missing">Entreprise à renseigner</b>
          )}
          {late ? <span class="row-late">{retards(etat, statut, today).join(" · ")}</span> : null}
        </>
      }
      chips={
        <Chips>
          {constatsDeLigne(etat, statut, today).map(({ objet, texte, nature }) => (
            <Chip kind={nature} label={objet}>
              {texte}
            </Chip>
          ))}
        </Chips>
      }
      action={
        <a class="row-link" href={routes.dossier.href({ dossier: etat.dossier })}>
          Dossier<span class="sr-only"> {de(name)}</span>
          <Icon name="chevron-right" />
        </a>
      }
      menu={
        <Menu
          id={menu}
          label={`Actions pour ${name}`}
          items={documentsDuDossier(etat, statut, actor).map((document) =>
            estOuvert(document)
              ? {
                  text: document.texte,
                  href: document.href,
                  ...(document.fichier ? { download: true } : {}),
                }
              : { text: document.texte, reason: document.raison },
          )}
        />
      }
    />
  );
};
