import { droitsRencontre } from "#bilans/rencontre/rights.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import { parsed } from "#kernel/form-input.ts";
import { dateRange, fullDate, fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { formes, verifierDate } from "#visites/rules.ts";
import { type FaitsVisites, loadVisites, planifier, visiteDuJour } from "#visites/store.ts";
import { act, type Route, view } from "#web/act.ts";

const redirection = (adresse: string) => new Response(null, { status: 303, headers: { Location: adresse } });

/** No visit is planned today: those that wait, or one begun now. */
const CommencerPage = ({
  frame,
  faits,
  today,
  tenir,
}: {
  frame: Frame;
  faits: FaitsVisites;
  today: CivilDate;
  tenir: Decision;
}) => {
  const { apprenant, periode, dossier } = faits;
  const prevues = faits.visites.filter(({ etat }) => etat === "prevue").toReversed();
  const jour = verifierDate(today, periode);
  const refus = tenir.ok ? jour : tenir;
  return (
    <Page
      frame={frame}
      title="Commencer la visite"
      lead={`${fullName(apprenant)} · ${periode.nom}, ${dateRange(periode.du, periode.au)}`}
      back={{ href: routes.dossier.href({ dossier }), text: fullName(apprenant) }}
    >
      <Stack>
        {prevues.length > 0 ? (
          <Card title="Visites prévues" flush>
            <Rows label="Visites prévues">
              {prevues.map((visite) => (
                <RowItem
                  title={fullDate(visite.date)}
                  href={routes.rencontre.href({ visite: visite.id })}
                  detail={`${formes[visite.forme]} · ${fullName(visite.visiteur)}`}
                />
              ))}
            </Rows>
          </Card>
        ) : null}
        <Card title="Une visite maintenant">
          {refus.ok ? (
            <Form action={routes.visiteCommencer.href({ dossier })} keys={frame.keys}>
              <p>{`Elle est notée à votre nom, ${fullDate(today)}, dans l’entreprise.`}</p>
              <Actions>
                <Button icon="clipboard-check">Commencer la visite maintenant</Button>
              </Actions>
            </Form>
          ) : (
            <Notice kind="info">{refus.message}</Notice>
          )}
        </Card>
      </Stack>
    </Page>
  );
};

/** « Commencer la visite » from a dossier: straight to one’s own visit of the day, else a visit begun now. */
export const commencer: Route[] = [
  view({
    path: routes.visiteCommencer,
    right: droitsRencontre.lire,
    load: ({ tx, params }) => loadVisites(tx, params.dossier),
    page: (faits, { frame, today, actor }) => {
      const mienne = faits.visites.find(
        ({ etat, date, visiteur }) =>
          etat === "prevue" && date === today && visiteur.id === actor.habilitation,
      );
      if (mienne) return redirection(routes.rencontre.href({ visite: mienne.id }));
      return (
        <CommencerPage
          frame={frame}
          faits={faits}
          today={today}
          tenir={droitsRencontre.tenir(actor, faits)}
        />
      );
    },
  }),

  act({
    path: routes.visiteCommencer,
    name: "visite.commencer",
    right: droitsRencontre.tenir,
    load: ({ tx, params }) => loadVisites(tx, params.dossier),
    form: () => parsed({}),
    decide: ({ periode }, _, { today }) => {
      const jour = verifierDate(today, periode);
      // no field to correct here: the act is refused
      return jour.ok ? jour : { ok: false, code: jour.code, message: jour.message };
    },
    write: async ({ tx, actor, now, today }, { dossier }) => {
      const visiteur = actor.habilitation;
      const visite =
        (await visiteDuJour(tx, { dossier, visiteur, date: today })) ??
        (await planifier(tx, {
          etablissement: actor.etablissement.id,
          dossier,
          visiteur,
          date: today,
          heure: null,
          forme: "sur-place",
          par: visiteur,
          now,
        }));
      return { to: routes.rencontre.href({ visite }), object: visite, details: { dossier } };
    },
  }),
];
