import type { EtatDossier } from "#dossiers/rules/etat.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import { type FormState, textsOf } from "#kernel/form.ts";
import { count, dayMonth, fullDateRange, listName, longDate } from "#kernel/french.ts";
import { type LignePresence, lundisDe } from "#presence/classe/lignes.ts";
import type { PeriodeDePresence } from "#presence/classe/store.ts";
import { heuresFaites, joursEnMots, nombre } from "#presence/rules/mots.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { Form } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Table } from "#ui/table.tsx";
import { Tick } from "#ui/tick.tsx";

type Props = {
  frame: Frame;
  periode: PeriodeDePresence;
  /** in the order of names */
  lignes: readonly LignePresence[];
  form: FormState;
  confirmer: Decision;
  /** a line this teacher may confirm */
  mienne: (etat: EtatDossier) => boolean;
};

/** « 4,5 » days done of a week; what is missing is said in words too. */
const Semaine = ({ compte }: { compte: LignePresence["total"] | undefined }) => {
  if (!compte || compte.prevus === 0)
    return (
      <>
        <span aria-hidden="true">–</span>
        <span class="sr-only">pas de jour travaillé</span>
      </>
    );
  return compte.absences > 0 ? (
    <b class="presence-manque">
      {nombre(compte.faits)}
      <span class="sr-only">{`, ${joursEnMots(compte.absences)} d’absence`}</span>
    </b>
  ) : (
    nombre(compte.faits)
  );
};

const Etat = ({ ligne }: { ligne: LignePresence }) => {
  if (ligne.confirmee) return <Chip kind="success">confirmée</Chip>;
  if (ligne.presence.confirmation) return <Chip kind="warning">à confirmer de nouveau</Chip>;
  return ligne.obstacle ? <Chip kind="todo">en cours</Chip> : <Chip kind="warning">à confirmer</Chip>;
};

const Cocher = ({ ligne, form, mienne }: { ligne: LignePresence } & Pick<Props, "form" | "mienne">) => {
  const { etat, presence, obstacle, confirmee } = ligne;
  if (confirmee || obstacle || !mienne(etat)) return null;
  const value = `${etat.dossier}.${presence.version}`;
  const sent = form.values.confirmer !== undefined || Object.keys(form.errors).length > 0;
  return (
    <Tick
      name="confirmer"
      value={value}
      // an apprenti's weeks at school are read first
      checked={sent ? textsOf(form, "confirmer").includes(value) : etat.apprenant.statut === "scolaire"}
      label={`Confirmer pour ${listName(etat.apprenant)}`}
    />
  );
};

const Tableau = ({
  periode,
  lignes,
  form,
  mienne,
  coche,
}: Omit<Props, "frame" | "confirmer"> & { coche: boolean }) => {
  const lundis = lundisDe(periode);
  const classes = new Set(lignes.map(({ etat }) => etat.classe.id)).size;
  return (
    <Table
      caption={`Présence, ${periode.nom}`}
      hideCaption
      phone="scroll"
      columns={[
        { text: "Apprenant" },
        ...(coche ? [{ text: "Confirmer", centered: true }] : []),
        ...lundis.map((lundi: CivilDate) => ({ text: dayMonth(lundi), numeric: true })),
        { text: "Jours faits", numeric: true },
        { text: "Absences", numeric: true },
        { text: "Heures", numeric: true },
        { text: "Confirmation" },
      ]}
      rows={lignes.map((ligne) => {
        const { etat, semaines, total, plusVenuDepuis } = ligne;
        return {
          header: (
            <>
              <a href={routes.presence.href({ dossier: etat.dossier })}>{listName(etat.apprenant)}</a>
              {classes > 1 ? <span class="meta"> {etat.classe.nom}</span> : null}
              {etat.apprenant.statut === "apprenti" ? <span class="meta"> apprenti</span> : null}
              {plusVenuDepuis ? (
                <span class="meta presence-arret">{`plus venu depuis le ${longDate(plusVenuDepuis)}`}</span>
              ) : null}
            </>
          ),
          cells: [
            ...(coche ? [<Cocher ligne={ligne} form={form} mienne={mienne} />] : []),
            ...lundis.map((lundi) => <Semaine compte={semaines.get(lundi)} />),
            `${nombre(total.faits)} sur ${nombre(total.prevus)}`,
            nombre(total.absences),
            heuresFaites(total) || "–",
            <Etat ligne={ligne} />,
          ],
        };
      })}
    />
  );
};

/** The presence of a whole period: days done week by week, and one press to confirm those that are read. */
export const PresenceDeClassePage = (props: Props) => {
  const { frame, periode, lignes, form, confirmer, mienne } = props;
  const params = { periode: periode.id };
  const waiting = lignes.filter((ligne) => !ligne.confirmee && !ligne.obstacle && mienne(ligne.etat));
  const running = lignes.find(({ obstacle }) => obstacle !== null)?.obstacle;
  const sansHoraires = lignes.filter(({ presence }) => !presence.horairesConnus).length;
  const coche = confirmer.ok && waiting.length > 0;
  const table = <Tableau {...props} coche={coche} />;
  return (
    <Page
      frame={frame}
      wide
      title={`Présence : ${periode.nom}`}
      lead={fullDateRange(periode.du, periode.au)}
      back={{ href: routes.suivi.href(params), text: `Suivi de ${periode.nom}` }}
      actions={
        lignes.length > 0 ? (
          <>
            <LinkButton href={routes.presenceXlsx.href(params)} icon="file-down" download>
              Exporter en XLSX
            </LinkButton>
            <LinkButton href={routes.presenceCsv.href(params)} icon="file-down" download>
              Exporter en CSV
            </LinkButton>
          </>
        ) : undefined
      }
    >
      <Stack>
        {sansHoraires > 0 ? (
          <Notice kind="warning">
            {`${count(sansHoraires, "apprenant")} sans horaires : leurs jours sont comptés du lundi au vendredi, leurs heures ne peuvent pas l’être. Les horaires s’écrivent pour toute la période dans ses paramètres.`}
          </Notice>
        ) : null}
        {confirmer.ok && running ? <Notice kind="info">{running}</Notice> : null}
        {confirmer.ok ? null : <p class="meta">{confirmer.message}</p>}
        <Card flush>
          {lignes.length === 0 ? (
            <Empty icon="users">Aucun apprenant dans cette période.</Empty>
          ) : coche ? (
            <Form
              action={routes.presencePeriode.href(params)}
              keys={frame.keys}
              form={form}
              class="list-form"
              label="Confirmer les absences"
            >
              {table}
              <div class="list-form-end">
                <Button icon="circle-check">Confirmer pour les apprenants cochés</Button>
                <p class="meta">
                  Les jours et les heures faits s’écrivent alors sur leur attestation. Une modification des
                  absences demandera de confirmer de nouveau.
                </p>
              </div>
            </Form>
          ) : (
            table
          )}
        </Card>
      </Stack>
    </Page>
  );
};
