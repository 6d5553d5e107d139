import { FichePage } from "#fiche-de-liaison/fiche-page.tsx";
import { adresseLieu } from "#fiche-de-liaison/lieu/adresse.ts";
import { joursDe } from "#fiche-de-liaison/lieu/rules.ts";
import type { FaitsFiche } from "#fiche-de-liaison/store.ts";
import type { Actor } from "#kernel/actor.ts";
import { addDays } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { dateRange } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { DateField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Frame } from "#ui/page.tsx";

type Props = { faits: FaitsFiche; actor: Actor; frame: Frame; form: FormState; possible: Decision };

const Impossible = ({ faits, raison }: { faits: FaitsFiche; raison: string }) => (
  <Notice
    kind="locked"
    action={
      <LinkButton href={adresseLieu(faits.dossier, 1)} icon="arrow-left">
        Revenir au lieu de réalisation
      </LinkButton>
    }
  >
    {raison}
  </Notice>
);

/** The days of each, before a second company is added. */
export const AjouterPage = ({ faits, actor, frame, form, possible }: Props) => {
  const { periode, dossier, apprenant } = faits;
  const apprenti = apprenant.statut === "apprenti";
  return (
    <FichePage faits={faits} actor={actor} frame={frame} onglet="lieu">
      {possible.ok ? (
        <Card title="Ajouter une deuxième entreprise">
          <Form
            action={routes.ficheLieuDeuxieme.href({ dossier })}
            keys={frame.keys}
            form={form}
            version={faits.accueil.version}
            label="Ajouter une deuxième entreprise"
          >
            <p>
              {faits.accueil.lieu.entreprise || "La première entreprise"} s’arrête la veille ; la deuxième va
              jusqu’à la fin de la période ({dateRange(periode.du, periode.au)}). Chacune a son tuteur. Les
              jours se corrigent ensuite.
            </p>
            <DateField
              form={form}
              name="aPartirDu"
              label="Premier jour dans la deuxième entreprise"
              hint={
                apprenti
                  ? "Sans date, les deux entreprises couvrent toute la période en alternance."
                  : undefined
              }
              min={addDays(periode.du, 1)}
              max={periode.au}
              required={!apprenti}
            />
            <Actions>
              <Button icon="plus">Ajouter l’entreprise</Button>
              <LinkButton href={adresseLieu(dossier, 1)} kind="quiet">
                Garder une seule entreprise
              </LinkButton>
            </Actions>
          </Form>
        </Card>
      ) : (
        <Impossible faits={faits} raison={possible.message} />
      )}
    </FichePage>
  );
};

/** What goes with the second company. */
export const RetirerPage = ({ faits, actor, frame, form, possible }: Props) => {
  const { dossier, periode } = faits;
  const deuxieme = faits.sejours[1];
  if (!possible.ok || !deuxieme)
    return (
      <FichePage faits={faits} actor={actor} frame={frame} onglet="lieu">
        <Impossible faits={faits} raison={possible.ok ? "" : possible.message} />
      </FichePage>
    );
  const jours = joursDe(deuxieme, periode);
  return (
    <FichePage faits={faits} actor={actor} frame={frame} onglet="lieu">
      <Confirm
        title="Retirer la deuxième entreprise ?"
        action={routes.ficheLieuRetirer.href({ dossier })}
        keys={frame.keys}
        form={form}
        version={deuxieme.version}
        submit="Retirer la deuxième entreprise"
        cancel={{ href: adresseLieu(dossier, 2), text: "La garder" }}
      >
        <p>
          {deuxieme.entreprise || "Une entreprise sans nom"}, {dateRange(jours.du, jours.au)} : ses
          coordonnées, celles de son tuteur et son repère sur la carte quittent le dossier. La première
          entreprise couvrira de nouveau toute la période.
        </p>
      </Confirm>
    </FichePage>
  );
};
