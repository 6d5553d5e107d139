import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { count, dateRange, listName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { EtatChip } from "#tuteurs/etat.tsx";
import { IdentiteDuTuteur } from "#tuteurs/identite.tsx";
import type { Gestion } from "#tuteurs/load.ts";
import { etatTuteur } from "#tuteurs/rules.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Line } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type Props = {
  gestion: Gestion;
  actor: Actor;
  frame: Frame;
  today: CivilDate;
  form: FormState;
  inviter: Decision;
  /** how many tutors may be invited at once */
  prets: number;
};

/** « Gestion des tuteurs »: as in the manual, the learners at the left, the identity of one's tutor at the right. */
export const GestionPage = ({ gestion, actor, frame, today, form, inviter, prets }: Props) => {
  const { periode, lignes, fiche } = gestion;
  const chosen = lignes.find((ligne) => ligne.dossier === fiche?.dossier);
  const retour = routes.periodes.href({}, { niveau: periode.niveau, periode: periode.id });
  const terminer = (
    <LinkButton href={retour} kind="secondary" icon="check">
      Terminer
    </LinkButton>
  );
  return (
    <Page
      frame={frame}
      title="Gestion des tuteurs"
      lead={`${periode.nom}, ${dateRange(periode.du, periode.au)}`}
      back={{ href: retour, text: "Vue par périodes" }}
      actions={
        <Line>
          <LinkButton href={routes.tuteursTous.href({ periode: periode.id })} icon="send">
            {`Inviter tous les tuteurs (${count(prets, "prêt")})`}
          </LinkButton>
          {terminer}
        </Line>
      }
    >
      {chosen && fiche ? (
        <div class="tuteurs">
          <Card title="Apprenants" meta={`${lignes.length}`} flush>
            <Rows label="Apprenants de la période">
              {lignes.map((ligne) => (
                <RowItem
                  title={
                    <a
                      href={`${routes.tuteurs.href({ periode: periode.id }, { dossier: ligne.dossier })}#tuteur`}
                      aria-current={ligne === chosen ? "true" : undefined}
                    >
                      {listName(ligne)}
                    </a>
                  }
                  detail={ligne.classe.nom}
                  chips={
                    <EtatChip
                      etat={etatTuteur(ligne.statut, ligne.invitation, today)}
                      fuseau={actor.etablissement.fuseau}
                    />
                  }
                />
              ))}
            </Rows>
          </Card>
          <IdentiteDuTuteur
            periode={periode}
            ligne={chosen}
            fiche={fiche}
            actor={actor}
            frame={frame}
            today={today}
            form={form}
            inviter={inviter}
          />
        </div>
      ) : (
        <Empty icon="users" action={terminer}>
          Cette période n’a pas encore d’apprenants.
        </Empty>
      )}
    </Page>
  );
};
