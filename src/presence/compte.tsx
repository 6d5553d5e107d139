import { dureeEnTexte } from "#annexes/rules/horaires.ts";
import { heuresFaites, joursEnMots, nombre } from "#presence/rules/mots.ts";
import { decompte } from "#presence/rules.ts";
import type { Presence } from "#presence/store.ts";

const accord = (jours: number, mot: string) =>
  `${jours >= 2 ? "jours" : "jour"} ${mot}${jours >= 2 ? "s" : ""}`;

/** What was really done: days, absences, hours; by company when there are two. */
export const CompteDePresence = ({ presence }: { presence: Presence }) => {
  const { jours, notes, sejours } = presence;
  const { faits, prevus, absences, minutes } = decompte(jours, notes);
  return (
    <ul class="chiffres" aria-label="Le compte">
      <li class="presence-faits">
        <b>{nombre(faits)}</b> {accord(faits, "fait")}
      </li>
      <li>
        <b>{nombre(prevus)}</b> {accord(prevus, "prévu")}
      </li>
      <li>
        <b>{nombre(absences)}</b> {absences >= 2 ? "jours" : "jour"} d’absence
      </li>
      {minutes ? (
        <li>
          <b>{dureeEnTexte(minutes.faites)}</b> faites sur {dureeEnTexte(minutes.prevues)}
        </li>
      ) : null}
      {sejours.length > 1
        ? sejours.map(({ rang, entreprise }) => {
            const own = decompte(
              jours.filter((jour) => jour.rang === rang),
              notes,
            );
            const words = [joursEnMots(own.faits), heuresFaites(own)].filter(Boolean).join(", ");
            return <li>{`${entreprise || "Entreprise à renseigner"} : ${words}`}</li>;
          })
        : null}
    </ul>
  );
};
