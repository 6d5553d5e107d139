import { leJour, leMoment } from "#fiche-de-liaison/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName, longDate } from "#kernel/french.ts";
import { direEnvoi } from "#tuteurs/etat.tsx";
import { conseilRefus, etatTuteur, joursRestants } from "#tuteurs/rules.ts";
import type { AncienTuteur, LigneTuteur } from "#tuteurs/store.ts";
import { Button } from "#ui/button.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Notice } from "#ui/notice.tsx";

type Props = { ligne: LigneTuteur; fuseau: string; today: CivilDate };

/** What awaits the teacher, in words; one press accepts a request, by the form's own sending. */
export const AFaire = ({ ligne, fuseau, today, peut, form }: Props & { peut: boolean; form: string }) => {
  const etat = etatTuteur(ligne.statut, ligne.invitation, today);
  if (etat.etat === "lien-demande")
    return (
      <Notice
        kind="warning"
        title="Nouveau lien demandé"
        action={
          peut ? (
            <Button form={form} icon="check">
              Accepter et renvoyer le lien
            </Button>
          ) : undefined
        }
      >
        Le tuteur l’a demandé {leMoment(etat.le, fuseau)}. Vérifiez son adresse avant d’accepter ; si cette
        demande vous surprend, ne faites rien.
      </Notice>
    );
  if (etat.etat === "refuse")
    return (
      <Notice kind="danger" title="Envoi refusé">
        <p>Le serveur de courrier a répondu : {etat.raison || "adresse refusée"}.</p>
        <p>{conseilRefus(etat.raison)}</p>
      </Notice>
    );
  return null;
};

/** Sent, delivered or refused, first visit, last visit, days left. */
export const Suivi = ({ ligne: { invitation }, fuseau, today }: Props) =>
  invitation ? (
    <Definitions
      empty="Pas encore"
      rows={[
        { term: "Tuteur", value: `${fullName(invitation.tuteur)}, ${invitation.tuteur.courriel}` },
        {
          term: "Lien envoyé",
          value: (
            <>
              {leMoment(invitation.inviteLe, fuseau)}
              <span class="row-line">{direEnvoi(invitation.envoi, fuseau)}</span>
            </>
          ),
        },
        { term: "Première visite", value: visite(invitation.premiereVisiteLe, fuseau) },
        { term: "Dernière visite", value: visite(invitation.derniereVisiteLe, fuseau) },
        invitation.revoqueLe
          ? { term: "Accès invalidé", value: leMoment(invitation.revoqueLe, fuseau) }
          : {
              term: "Accès",
              value: `Jusqu’au ${longDate(invitation.jusquAu)} : ${joursRestants(invitation.jusquAu, today)}`,
            },
      ]}
    />
  ) : null;

const visite = (le: Date | null, fuseau: string) => le && leMoment(le, fuseau);

/** Both names stay on record, with the day one gave way to the other (B-16). */
export const Anciens = ({ anciens, fuseau }: { anciens: readonly AncienTuteur[]; fuseau: string }) =>
  anciens.length === 0 ? null : (
    <section class="tuteurs-anciens" aria-label="Tuteurs précédents">
      <h3>Tuteurs précédents</h3>
      <ul>
        {anciens.map((ancien) => (
          <li>
            Tuteur jusqu’au {leJour(ancien.jusquAu, fuseau).replace(/^le /, "")} : {fullName(ancien)}
            {ancien.premiereVisiteLe ? null : <span class="meta"> (n’est jamais venu)</span>}
          </li>
        ))}
      </ul>
    </section>
  );
