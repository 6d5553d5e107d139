import { autoEnRegard } from "#bilans/autoevaluation/regard.tsx";
import { niveauChoisi, resume, retour } from "#bilans/entreprise/pages.tsx";
import { rencontreDe } from "#bilans/entreprise/rules.ts";
import type { GrilleLue } from "#bilans/entreprise/store.ts";
import { cleDe, estChampDuBilan, lireCompetence } from "#bilans/lignes/rules.ts";
import { signature } from "#bilans/lignes/words.ts";
import { Imprimer } from "#bilans/papier/liens.tsx";
import type { BarreVoisins } from "#dossiers/rules/voisins.ts";
import type { FormState } from "#kernel/form.ts";
import { fullName, instantText, longDate } from "#kernel/french.ts";
import { competencesMobilisees, tachesDe } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { EtoilesLues } from "#ui/etoiles.tsx";
import { NiveauLu } from "#ui/eventail.tsx";
import { TextArea } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { niveauxDe } from "#ui/niveaux.ts";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

type LectureProps = {
  voisins: BarreVoisins | undefined;
  frame: Frame;
  grille: GrilleLue;
  now: Date;
  fuseau: string;
  /** why the reader does not write, for those who otherwise would; null for those who only read */
  motif: { kind: "locked" | "info"; text: string } | null;
  /** the learner's own form; null for everybody else */
  avis: FormState | null;
};

/** « Saisi par Sophie Mercier en présence de Julien Boisseau »; null when everybody typed for himself. */
export function saisiText({ bilan, lignes }: Pick<GrilleLue, "bilan" | "lignes">): string | null {
  if (!bilan?.presence) return null;
  const mains = new Set(
    [...lignes].flatMap(([cle, { auteur, valeur }]) => (valeur && !estChampDuBilan(cle) ? [auteur] : [])),
  );
  const qui = mains.size > 0 ? [...mains].join(", ") : bilan.modifiePar;
  return `Saisi par ${qui} en présence de ${bilan.presence}`;
}

const competencesEcrites = ({ ref, lignes }: GrilleLue) =>
  competencesMobilisees(ref).filter(
    ({ code }) => niveauChoisi(lignes.get(cleDe("competence", code))?.valeur) !== "",
  );

/** The one person who wrote every level, said once in the heading; null when several did. */
function seulAuteur(grille: GrilleLue): string | null {
  const hands = new Set(
    competencesEcrites(grille).map(({ code }) => grille.lignes.get(cleDe("competence", code))?.auteur),
  );
  const [hand] = hands;
  return hands.size === 1 ? (hand ?? null) : null;
}

const Competences = ({ grille, now, fuseau, avis }: LectureProps) => {
  const { ref, lignes } = grille;
  const niveaux = niveauxDe(ref);
  const level = (code: string) => niveaux.find((niveau) => niveau.code === code) ?? null;
  const regard = autoEnRegard(grille, avis !== null);
  const written = new Set(competencesEcrites(grille));
  const shown = competencesMobilisees(ref).filter(
    (competence) => written.has(competence) || regard(cleDe("competence", competence.code)) !== null,
  );
  const signed = seulAuteur(grille) === null;
  if (shown.length === 0) return <Empty icon="clipboard-list">Aucune compétence évaluée.</Empty>;
  return (
    <ul class="bilan-lu">
      {shown.map((competence) => {
        const cle = cleDe("competence", competence.code);
        const { mode, niveau } = lireCompetence(lignes.get(cle)?.valeur ?? "");
        const details = mode === "detaillee" ? competence.details : [];
        return (
          <li>
            <div class="bilan-lu-tete">
              <div>
                <p>
                  <b>
                    <span class="competence-code">{competence.code}</span> {competence.intitule}
                  </b>
                </p>
                {signed ? <p class="grille-note">{signature(lignes.get(cle), now, fuseau)}</p> : null}
                {regard(cle)}
              </div>
              <NiveauLu niveau={level(niveau)} />
            </div>
            {details.length > 0 ? (
              <ul class="bilan-lu-details">
                {details.map((detail) => (
                  <li>
                    <div>
                      <p>{detail.intitule}</p>
                      {regard(cleDe("detail", detail.code))}
                    </div>
                    <NiveauLu niveau={level(lignes.get(cleDe("detail", detail.code))?.valeur ?? "")} />
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
};

const Taches = ({ grille }: { grille: GrilleLue }) => {
  const done = tachesDe(grille.ref).filter(
    ({ code }) => grille.lignes.get(cleDe("tache", code))?.valeur === "oui",
  );
  if (done.length === 0) return <p class="meta">Aucune tâche cochée.</p>;
  return (
    <ul class="bilan-lu-taches">
      {done.map((tache) => (
        <li>
          <b>{tache.code}</b> {tache.intitule}
        </li>
      ))}
    </ul>
  );
};

/** « J’ai pris connaissance », and what the learner has to say (B-21). */
const MonAvis = ({ frame, grille, form, fuseau }: LectureProps & { form: FormState }) => {
  const vuLe = grille.bilan?.vuLe;
  return (
    <Card title="Ton avis" tone={vuLe ? undefined : "you"}>
      {vuLe ? (
        <Notice kind="success">{`Tu en as pris connaissance le ${instantText(vuLe, fuseau)}.`}</Notice>
      ) : null}
      <Form
        action={routes.bilanEntrepriseAvis.href({ dossier: grille.dossier })}
        keys={frame.keys}
        form={form}
      >
        <TextArea
          form={form}
          name="avis"
          label="Ton commentaire"
          hint="Ce que tu en penses : d’accord ou pas d’accord, et pourquoi. Ton enseignant et ton entreprise le liront."
          rows={3}
        />
        <Actions>
          <Button icon="check">{vuLe ? "Enregistrer mon commentaire" : "J’ai pris connaissance"}</Button>
        </Actions>
      </Form>
    </Card>
  );
};

/** The bilan as one reads it: the learner, those who do not write, and everybody once it is frozen (B-33). */
export const LecturePage = (props: LectureProps) => {
  const { frame, grille, fuseau, motif } = props;
  const { bilan, lignes, ref, apprenant } = grille;
  const tutoie = props.avis !== null;
  const auteur = seulAuteur(grille);
  const saisi = saisiText(grille);
  return (
    <Page
      frame={frame}
      title={tutoie ? "Mon bilan entreprise" : `Bilan entreprise : ${fullName(apprenant)}`}
      lead={resume(grille)}
      back={tutoie ? { href: routes.mesEvaluations.href({}), text: "Mes évaluations" } : retour(grille)}
      voisins={props.voisins}
      actions={
        bilan ? (
          <Imprimer href={routes.bilanEntreprisePdf.href({ dossier: grille.dossier })} tutoie={tutoie} />
        ) : null
      }
    >
      <Stack>
        {motif ? (
          <Notice kind={motif.kind} title={motif.kind === "locked" ? "Bilan figé" : undefined}>
            {motif.text}
          </Notice>
        ) : null}
        <Card title="Ensemble">
          <Definitions
            rows={[
              { term: "Date de la rencontre", value: longDate(rencontreDe(grille)) },
              {
                term: "Engagement",
                value: (
                  <>
                    <EtoilesLues
                      degres={ref.engagement.map(({ code, intitule }) => ({ code, text: intitule }))}
                      value={lignes.get("engagement")?.valeur ?? null}
                    />
                    {autoEnRegard(grille, tutoie)("engagement")}
                  </>
                ),
              },
              { term: "Commentaire", value: lignes.get("commentaire")?.valeur ?? "" },
              ...(saisi ? [{ term: "Saisie", value: saisi }] : []),
              {
                term: "État",
                value: bilan
                  ? [
                      bilan.etat === "transmis" && bilan.transmisLe
                        ? `Transmis le ${instantText(bilan.transmisLe, fuseau)}${bilan.transmisPar ? ` par ${bilan.transmisPar}` : ""}`
                        : "Brouillon, pas encore transmis",
                      `modifié le ${instantText(bilan.modifieLe, fuseau)} par ${bilan.modifiePar}`,
                    ].join(" ; ")
                  : "Pas encore commencé",
              },
              ...(bilan?.vuLe && !tutoie
                ? [
                    {
                      term: "Avis de l’apprenant",
                      value: `a pris connaissance le ${instantText(bilan.vuLe, fuseau)}${bilan.avis ? `\n« ${bilan.avis} »` : ""}`,
                    },
                  ]
                : []),
            ]}
          />
        </Card>
        <Card title="Compétences" meta={auteur ? `évaluées par ${auteur}` : undefined}>
          <Competences {...props} />
        </Card>
        <Card title="Tâches mises en œuvre">
          <Taches grille={grille} />
        </Card>
        {props.avis ? <MonAvis {...props} form={props.avis} /> : null}
        {motif?.kind === "locked" ? (
          <Button type="button" locked={motif.text}>
            Enregistrer
          </Button>
        ) : null}
      </Stack>
    </Page>
  );
};
