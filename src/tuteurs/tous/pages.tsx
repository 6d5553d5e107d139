import { leJour } from "#fiche-de-liaison/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import { type FormState, textsOf } from "#kernel/form.ts";
import { count, dateRange, fullName, listName, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { direSejour, EtatChip } from "#tuteurs/etat.tsx";
import { ecrireCoche } from "#tuteurs/form.ts";
import { gestionHref, sejourDe } from "#tuteurs/liens.ts";
import { couvreLaPeriode, dernierJourAcces, etatTuteur } from "#tuteurs/rules.ts";
import type { LigneTuteur, PeriodeTuteurs } from "#tuteurs/store.ts";
import type { Revue } from "#tuteurs/tous/rules.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Form } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { Table } from "#ui/table.tsx";
import { Tick } from "#ui/tick.tsx";

type Props = {
  periode: PeriodeTuteurs;
  revue: Revue;
  fuseau: string;
  frame: Frame;
  today: CivilDate;
  form: FormState;
  inviter: Decision;
};

/** The review before one sending for a whole period (B-15): nothing leaves that has not been read here. */
export const TousPage = (props: Props) => {
  const { periode, revue, frame } = props;
  const { aCompleter, invites, apprentis } = revue;
  return (
    <Page
      frame={frame}
      title="Inviter tous les tuteurs"
      lead={`${periode.nom}, ${dateRange(periode.du, periode.au)}`}
      back={{ href: routes.tuteurs.href({ periode: periode.id }), text: "Gestion des tuteurs" }}
    >
      <Stack>
        <Prets {...props} />
        {aCompleter.length > 0 ? (
          <Card title="À compléter d’abord" meta={`${aCompleter.length}`} flush>
            <Rows label="À compléter d’abord">
              {aCompleter.map(({ ligne, motif }) => (
                <RowItem
                  title={listName(ligne)}
                  href={gestionDe(periode, ligne)}
                  detail={avecSejour(ligne, motif)}
                  action={
                    <LinkButton
                      href={routes.ficheLieu.href({ dossier: ligne.dossier }, sejourDe(ligne.accueil.rang))}
                      kind="quiet"
                      icon="file-text"
                      about={`pour ${listName(ligne)}`}
                    >
                      Ouvrir la fiche
                    </LinkButton>
                  }
                />
              ))}
            </Rows>
          </Card>
        ) : null}
        <Invites {...props} invites={invites} />
        {apprentis.length > 0 ? (
          <Card title="Apprentis : pas de tuteur de stage" meta={`${apprentis.length}`} flush>
            <Rows label="Apprentis">
              {apprentis.map(({ ligne: { maitre, ...ligne } }) => (
                <RowItem
                  title={listName(ligne)}
                  detail={
                    maitre
                      ? `Maître d’apprentissage : ${fullName(maitre)} (${maitre.entreprise})`
                      : "Aucun maître d’apprentissage enregistré pour cette période : l’administrateur crée son compte."
                  }
                />
              ))}
            </Rows>
          </Card>
        ) : null}
      </Stack>
    </Page>
  );
};

const gestionDe = (periode: PeriodeTuteurs, { dossier, accueil }: LigneTuteur) =>
  gestionHref(periode.id, { dossier, rang: accueil.rang });

const avecSejour = (ligne: LigneTuteur, texte: string) =>
  ligne.plusieurs ? `${direSejour(ligne)} : ${texte}` : texte;

const avecNom = (ligne: LigneTuteur) =>
  ligne.plusieurs ? `${listName(ligne)}, ${direSejour(ligne)}` : listName(ligne);

const Prets = ({ periode, revue: { prets }, frame, today, form, inviter }: Props) => {
  const jusquAu = dernierJourAcces(today);
  const coches = textsOf(form, "tuteurs");
  return (
    <Form
      action={routes.tuteursTous.href({ periode: periode.id })}
      keys={frame.keys}
      form={form}
      label="Tuteurs à inviter"
    >
      <Card title="Prêts à recevoir leur lien" meta={`${prets.length}`} flush id="champ-tuteurs">
        {prets.length === 0 ? (
          <Empty icon="mail">
            Aucun tuteur à inviter pour l’instant : chacun a déjà reçu son lien, ou sa fiche est à compléter.
          </Empty>
        ) : (
          <>
            <Table
              caption="Tuteurs à inviter"
              hideCaption
              columns={[
                { text: "Apprenant" },
                { text: "Tuteur" },
                { text: "Courriel" },
                { text: "Envoyer", centered: true },
              ]}
              rows={prets.map(({ ligne, tuteur, remplace }) => {
                const value = ecrireCoche({ accueil: ligne.accueil.id, version: ligne.accueil.version });
                return {
                  header: (
                    <>
                      {listName(ligne)}
                      {ligne.plusieurs ? <span class="row-line row-detail">{direSejour(ligne)}</span> : null}
                    </>
                  ),
                  cells: [
                    <>
                      {fullName(tuteur)}
                      {remplace ? (
                        <span class="row-line row-detail">
                          Remplace {fullName(remplace)}, dont l’accès s’arrête
                        </span>
                      ) : null}
                    </>,
                    tuteur.courriel,
                    <Tick
                      name="tuteurs"
                      value={value}
                      checked={coches.includes(value)}
                      label={`Envoyer à ${fullName(tuteur)}, tuteur pour ${avecNom(ligne)}`}
                      locked={!inviter.ok}
                    />,
                  ],
                };
              })}
            />
            <div class="list-form-end">
              {couvreLaPeriode(jusquAu, periode.au) ? null : (
                <Notice kind="warning">
                  Envoyés aujourd’hui, les accès s’arrêteront le {longDate(jusquAu)} : moins de trente jours
                  après la fin de la période. Mieux vaut attendre, ou renvoyer les liens plus tard.
                </Notice>
              )}
              <Button icon="send" locked={inviter.ok ? undefined : inviter.message}>
                {`Envoyer ${count(prets.length, "lien")} d’accès`}
              </Button>
              <p class="meta">
                Décochez ceux qui attendront. Un tuteur de plusieurs apprenants reçoit un courriel pour chacun
                et les retrouve dans un seul espace.
              </p>
            </div>
          </>
        )}
      </Card>
    </Form>
  );
};

const Invites = ({ periode, invites, fuseau, today }: Props & { invites: Revue["invites"] }) =>
  invites.length === 0 ? null : (
    <Card title="Déjà invités" meta={`${invites.length}`} flush>
      <Rows label="Déjà invités">
        {invites.map(({ ligne }) => (
          <RowItem
            title={listName(ligne)}
            href={gestionDe(periode, ligne)}
            detail={ligne.invitation ? avecSejour(ligne, depuis(ligne.invitation, fuseau)) : undefined}
            chips={<EtatChip etat={etatTuteur(ligne.statut, ligne.invitation, today)} fuseau={fuseau} />}
          />
        ))}
      </Rows>
    </Card>
  );

const depuis = (invitation: NonNullable<LigneTuteur["invitation"]>, fuseau: string) =>
  `${fullName(invitation.tuteur)}, invité ${leJour(invitation.inviteLe, fuseau)}${invitation.premiereVisiteLe ? "" : ", pas encore venu"}`;
