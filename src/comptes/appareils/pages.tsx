import type { Appareil } from "#comptes/appareils/store.ts";
import { type Actor, roleText } from "#kernel/actor.ts";
import { type CivilDate, civilDateIn } from "#kernel/civil-date.ts";
import { hour, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Hidden, KeyFields } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";
import { Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type AppareilsPageProps = { frame: Frame; actor: Actor; appareils: Appareil[]; today: CivilDate };

/** « à 14 h 32 » today, the day otherwise. */
function moment(instant: Date, today: CivilDate, fuseau: string): string {
  const jour = civilDateIn(instant, fuseau);
  return jour === today ? `aujourd’hui à ${hour(instant, fuseau)}` : `le ${longDate(jour)}`;
}

const Fermer = ({ frame, appareil, nom }: { frame: Frame; appareil: string; nom?: string }) => (
  <form method="post" action={routes.mesAppareils.href({})}>
    <KeyFields keys={frame.keys} />
    <Hidden name="appareil" value={appareil} />
    <Button kind="secondary">
      Déconnecter{nom ? <span class="sr-only"> {nom}</span> : " tous les autres"}
    </Button>
  </form>
);

/** « Mes appareils »: where one is signed in, and the way to close what one has left open elsewhere. */
export const AppareilsPage = ({ frame, actor, appareils, today }: AppareilsPageProps) => {
  const tutoie = actor.role === "apprenant";
  const fuseau = actor.etablissement.fuseau;
  const autres = appareils.filter((appareil) => !appareil.courant);
  return (
    <Page
      frame={frame}
      title="Mes appareils"
      lead={
        tutoie
          ? "Là où tu es connecté en ce moment. Un appareil que tu ne reconnais pas ? Déconnecte-le, puis change ton mot de passe."
          : "Là où vous êtes connecté en ce moment. Un appareil que vous ne reconnaissez pas ? Déconnectez-le."
      }
    >
      <Stack>
        <Card flush>
          <Rows label="Appareils connectés">
            {appareils.map((appareil) => (
              <RowItem
                mark={<Icon name="phone" />}
                title={appareil.nom}
                detail={`${roleText[appareil.role]} · vu ${moment(appareil.vu, today, fuseau)} · connecté ${moment(appareil.ouvert, today, fuseau)}, au plus tard jusqu’au ${longDate(civilDateIn(appareil.fin, fuseau))}`}
                chips={appareil.courant ? <Chip kind="success">Cet appareil</Chip> : undefined}
                action={
                  appareil.courant ? undefined : (
                    <Fermer frame={frame} appareil={appareil.id} nom={appareil.nom} />
                  )
                }
              />
            ))}
          </Rows>
        </Card>
        {autres.length > 1 ? <Fermer frame={frame} appareil="autres" /> : null}
        {autres.length === 0 ? (
          <p class="meta">{tutoie ? "Tu n’es connecté" : "Vous n’êtes connecté"} nulle part ailleurs.</p>
        ) : null}
      </Stack>
    </Page>
  );
};
