import { ChampsAttitudes } from "#bilans/attitudes/champs.tsx";
import type { AttitudesLues } from "#bilans/attitudes/store.ts";
import { saisiText } from "#bilans/entreprise/lecture.tsx";
import { EnMemeTemps, EtatEnregistre } from "#bilans/lignes/enregistrement.tsx";
import { cleDe } from "#bilans/lignes/rules.ts";
import { Transmission } from "#bilans/lignes/transmission.tsx";
import { signature } from "#bilans/lignes/words.ts";
import { Imprimer, PapiersDeRencontre } from "#bilans/papier/liens.tsx";
import type { BarreVoisins } from "#dossiers/rules/voisins.ts";
import type { FormState } from "#kernel/form.ts";
import { dateRange, fullName, instantText } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

/** The id of the form; the save state speaks of it. */
const FORM = "attitudes";

type Common = {
  frame: Frame;
  faits: AttitudesLues;
  now: Date;
  fuseau: string;
  voisins: BarreVoisins | undefined;
};

const lead = ({ apprenant, periode }: AttitudesLues) =>
  `${fullName(apprenant)} · ${periode.nom}, ${dateRange(periode.du, periode.au)}`;
const back = (faits: AttitudesLues) => ({
  href: routes.dossier.href({ dossier: faits.dossier }),
  text: `${fullName(faits.apprenant)}, ${faits.periode.nom}`,
});

/** The form of those who evaluate: one row of degrees an attitude, made for a thumb. */
export const AttitudesPage = ({
  frame,
  faits,
  now,
  fuseau,
  voisins,
  form,
  personne,
}: Common & { form: FormState /** drafts are kept under this id on his device */; personne: string }) => {
  const { ref, lignes, bilan } = faits;
  return (
    <Page
      frame={frame}
      title="Bilan des attitudes professionnelles"
      lead={lead(faits)}
      back={back(faits)}
      voisins={voisins}
      sticky
      actions={
        <EtatEnregistre
          id={FORM}
          form={form}
          modifieLe={bilan?.modifieLe ?? null}
          boutonSeul={bilan?.etat === "transmis"}
          personne={personne}
          now={now}
          fuseau={fuseau}
        />
      }
    >
      <Stack>
        {form.conflict ? (
          <EnMemeTemps quoi="ce bilan" />
        ) : (
          <Transmission bilan={bilan} apprenant={faits.apprenant} fuseau={fuseau} />
        )}
        <PapiersDeRencontre
          dossier={faits.dossier}
          ref={ref}
          statut={faits.statut}
          imprimer={bilan && routes.attitudesPdf.href({ dossier: faits.dossier })}
          transcrire
        />
        <Form
          id={FORM}
          action={routes.attitudes.href({ dossier: faits.dossier })}
          keys={frame.keys}
          form={form}
          class="form attitudes"
        >
          <ChampsAttitudes referentiel={ref} form={form} lignes={lignes} now={now} fuseau={fuseau} />
          <Actions>
            <Button icon="send" formaction={routes.attitudesTerminer.href({ dossier: faits.dossier })}>
              Terminer et transmettre à l’apprenant
            </Button>
          </Actions>
        </Form>
      </Stack>
    </Page>
  );
};

/** The bilan as one reads it. */
export const AttitudesLuesPage = ({
  frame,
  faits,
  now,
  fuseau,
  voisins,
  tutoie,
  motif,
}: Common & {
  tutoie: boolean /** why a reader who otherwise would does not write */;
  motif: string | null;
}) => {
  const { ref, lignes, bilan } = faits;
  const saisi = saisiText(faits);
  const degre = (code: string) =>
    ref.echelleAttitudes.find((echelon) => echelon.code === code)?.intitule ?? code;
  return (
    <Page
      frame={frame}
      title={tutoie ? "Mes attitudes professionnelles" : "Bilan des attitudes professionnelles"}
      lead={lead(faits)}
      back={back(faits)}
      voisins={voisins}
      actions={
        bilan ? (
          <Imprimer href={routes.attitudesPdf.href({ dossier: faits.dossier })} tutoie={tutoie} />
        ) : null
      }
    >
      <Stack>
        {motif ? <Notice kind="info">{motif}</Notice> : null}
        <Card title="Attitudes">
          <Definitions
            rows={[
              ...ref.attitudes.map(({ code, intitule }) => {
                const ligne = lignes.get(cleDe("attitude", code));
                const by = signature(ligne, now, fuseau);
                return {
                  term: intitule,
                  value: ligne?.valeur ? `${degre(ligne.valeur)}${by ? `\n${by}` : ""}` : "",
                };
              }),
              { term: "Commentaire", value: lignes.get("commentaire")?.valeur ?? "" },
              {
                term: "État",
                value: bilan
                  ? bilan.etat === "transmis" && bilan.transmisLe
                    ? `Transmis le ${instantText(bilan.transmisLe, fuseau)}${bilan.transmisPar ? ` par ${bilan.transmisPar}` : ""}`
                    : "Brouillon, pas encore transmis"
                  : "Pas encore commencé",
              },
              ...(saisi ? [{ term: "Sur un même appareil", value: saisi }] : []),
            ]}
          />
        </Card>
      </Stack>
    </Page>
  );
};
