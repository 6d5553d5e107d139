import type { WrittenLetter } from "#courriels/letters.ts";
import type { FormState } from "#kernel/form.ts";
import { count, dateRange, fullName, instantText, listName } from "#kernel/french.ts";
import { type EtapeRappel, etapesRappel, type LigneRappel, type Revue } from "#relances/rappel/rules.ts";
import { routes } from "#routes.ts";
import type { PeriodeTuteurs } from "#tuteurs/store.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Actions, ErrorSummary, Form } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type Props = {
  frame: Frame;
  etape: EtapeRappel;
  periode: PeriodeTuteurs;
  revue: Revue;
  /** the letter the first of them will read */
  apercu: { qui: { nom: string; prenom: string }; lettre: WrittenLetter } | null;
  fuseau: string;
  form: FormState;
};

/** The review before the reminders of one step: who will receive, who cannot, and the letter itself. */
export const RappelPage = ({ frame, etape, periode, revue, apercu, fuseau, form }: Props) => {
  const { envoyer, viveVoix, dejaAujourdhui, autreClasse } = revue;
  const nobody = [envoyer, viveVoix, dejaAujourdhui, autreClasse].every((lines) => lines.length === 0);
  const aucun =
    dejaAujourdhui.length > 0
      ? "Un rappel est déjà parti aujourd’hui : pas deux le même jour."
      : "Aucun courriel connu : prévenez de vive voix.";
  return (
    <Page
      frame={frame}
      title={`Relancer : ${etapesRappel[etape].toLocaleLowerCase("fr")}`}
      lead={`${periode.nom}, ${dateRange(periode.du, periode.au)}`}
      back={{
        href: routes.suivi.href({ periode: periode.id }, { filtre: "retard" }),
        text: "Suivi de la période",
      }}
    >
      {nobody ? (
        <Stack>
          <ErrorSummary errors={form.errors} />
          <Card flush>
            <Empty icon="circle-check">Personne n’est en retard sur ce point.</Empty>
          </Card>
        </Stack>
      ) : (
        <Stack>
          <Lignes titre="Recevront le rappel" lignes={envoyer} detail={recu(fuseau)} />
          {apercu ? <Apercu {...apercu} /> : null}
          <Form
            action={routes.relancer.href({ periode: periode.id }, { etape })}
            keys={frame.keys}
            form={form}
            label="Envoyer les rappels"
          >
            <Actions>
              <Button icon="send" locked={envoyer.length === 0 ? aucun : undefined}>
                {envoyer.length === 0 ? "Envoyer le rappel" : `Envoyer ${count(envoyer.length, "rappel")}`}
              </Button>
            </Actions>
          </Form>
          <Lignes
            titre="À prévenir de vive voix"
            lignes={viveVoix}
            detail={({ retard, qui }) =>
              `${retard}. ${qui ? "Aucun courriel connu." : "Personne n’est encore désigné."}`
            }
          />
          <Lignes titre="Déjà relancés aujourd’hui" lignes={dejaAujourdhui} detail={recu(fuseau)} />
          <Lignes
            titre="Suivis par d’autres enseignants"
            lignes={autreClasse}
            detail={({ retard, etat }) => `${retard}. Les enseignants de ${etat.classe.nom} s’en chargent.`}
          />
        </Stack>
      )}
    </Page>
  );
};

/** « 2 semaines non racontées. À aline@…. Dernier rappel le 20 nov. à 9 h 12. » */
const recu =
  (fuseau: string) =>
  ({ retard, qui, contact }: LigneRappel): string =>
    [
      `${retard}.`,
      qui ? `Envoi à ${fullName(qui)}, ${qui.courriel}.` : "",
      contact.dernier ? `Dernier rappel le ${instantText(contact.dernier, fuseau)}.` : "",
    ]
      .filter(Boolean)
      .join(" ");

type LignesProps = { titre: string; lignes: readonly LigneRappel[]; detail: (ligne: LigneRappel) => string };

const Lignes = ({ titre, lignes, detail }: LignesProps) =>
  lignes.length === 0 ? null : (
    <Card title={titre} meta={`${lignes.length}`} flush>
      <Rows label={titre}>
        {lignes.map((ligne) => (
          <RowItem
            title={listName(ligne.etat.apprenant)}
            href={routes.dossier.href({ dossier: ligne.etat.dossier })}
            detail={detail(ligne)}
          />
        ))}
      </Rows>
    </Card>
  );

const Apercu = ({ qui, lettre }: NonNullable<Props["apercu"]>) => (
  <Card title="Le courriel" meta={`adressé à ${fullName(qui)}`}>
    <p>
      <b>{lettre.sujet}</b>
    </p>
    {lettre.paragraphes.map((text) => (
      <p>{text}</p>
    ))}
    {lettre.bouton ? (
      <p>
        <b>{lettre.bouton.texte}</b>
        <br />
        <span class="meta">{lettre.bouton.lien}</span>
      </p>
    ) : null}
    {lettre.suite?.map((text) => (
      <p>{text}</p>
    ))}
  </Card>
);
