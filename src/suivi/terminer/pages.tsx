import { count, listName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { type GroupeManque, manques } from "#suivi/terminer/rules.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";

type Props = {
  frame: Frame;
  /** null: all one's classes */
  periode: { id: string; nom: string } | null;
  groupes: readonly GroupeManque[];
};

const Groupe = ({ groupe, periode }: { groupe: GroupeManque } & Pick<Props, "periode">) => {
  const { titre, qui } = manques[groupe.manque];
  return (
    <Card title={`${titre} (${groupe.lignes.length})`} id={groupe.manque}>
      <p class="meta">
        Qui agit : <b>{qui}</b>
      </p>
      <ul class="a-terminer">
        {groupe.lignes.map(({ etat, detail, href }) => (
          <li>
            <a href={href}>{listName(etat.apprenant)}</a>
            <span class="meta">
              {[periode ? "" : `${etat.classe.nom}, ${etat.periode.nom}`, detail].filter(Boolean).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
};

/** « À terminer »: what is still open, grouped by what is missing, with who must act. Made to be printed too. */
export const ATerminerPage = ({ frame, periode, groupes }: Props) => {
  const total = groupes.reduce((sum, { lignes }) => sum + lignes.length, 0);
  const people = new Set(groupes.flatMap(({ lignes }) => lignes.map(({ etat }) => etat.apprenant.id))).size;
  return (
    <Page
      frame={frame}
      title={periode ? `À terminer : ${periode.nom}` : "À terminer"}
      lead={
        total > 0
          ? `${count(total, "point")} à terminer pour ${count(people, "apprenant")}, avant le conseil de classe${periode ? "" : " : périodes commencées de vos classes, cette année"}.`
          : undefined
      }
      back={
        periode
          ? { href: routes.suivi.href({ periode: periode.id }), text: `Suivi de ${periode.nom}` }
          : { href: routes.periodes.href({}), text: "Vue par périodes" }
      }
      actions={
        periode ? (
          <LinkButton href={routes.aTerminer.href({})} icon="list-checks">
            Toutes mes classes
          </LinkButton>
        ) : undefined
      }
    >
      {total > 0 ? (
        <Stack>
          {groupes.map((groupe) => (
            <Groupe groupe={groupe} periode={periode} />
          ))}
        </Stack>
      ) : (
        <Card>
          <Empty icon="circle-check">
            {periode
              ? "Rien à terminer : la période n’a pas commencé, ou tout y est fait."
              : "Rien à terminer dans vos classes : tout est fait, ou aucune période n’a commencé cette année."}
          </Empty>
        </Card>
      )}
    </Page>
  );
};
