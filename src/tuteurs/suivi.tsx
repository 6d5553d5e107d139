import { leJour, leMoment } from "#fiche-de-liaison/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName, longDate } from "#kernel/french.ts";
import { direEnvoi } from "#tuteurs/etat.tsx";
import { conseilRefus, joursRestants, vivante } from "#tuteurs/rules.ts";
import type { AncienTuteur, LigneTuteur } from "#tuteurs/store.ts";
import { Button } from "#ui/button.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Notice } from "#ui/notice.tsx";

type Props = { ligne: LigneTuteur; fuseau: string; today: CivilDate };

type AFaireProps = Props & { peut: boolean; form: string };

/** What awaits the teacher, in words: a link asked for, a letter refused. */
export const AFaire = ({ ligne, fuseau, peut, form }: Omit<AFaireProps, "today">) => {
  const present = vivante(ligne);
  if (!present) return null;
  const { nouveauLienDemandeLe, envoi } = present;
  return (
    <>
      {nouveauLienDemandeLe ? (
        <LienDemande le={leMoment(nouveauLienDemandeLe, fuseau)} form={peut ? form : null} />
      ) : null}
      {envoi?.etat === "refuse" ? (
        <Notice kind="danger" title="Envoi refusé">
          <p>
            Le serveur de courrier a répondu : <q>{envoi.raison || "adresse refusée"}</q>
          </p>
          <p>{conseilRefus(envoi.raison)}</p>
        </Notice>
      ) : null}
    </>
  );
};

/** One press accepts, by the form's own sending; `form`: null for a colleague who only reads. */
const LienDemande = ({ le, form }: { le: string; form: string | null }) => (
  <Notice
    kind="warning"
    title="Nouveau lien demandé"
    action={
      form ? (
        <Button form={form} icon="check">
          Accepter et renvoyer le lien
        </Button>
      ) : undefined
    }
  >
    Le tuteur l’a demandé {le}. Vérifiez son adresse avant d’accepter ; si cette demande vous surprend, ne
    faites rien.
  </Notice>
);

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
