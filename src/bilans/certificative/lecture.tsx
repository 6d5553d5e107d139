import type { Contenu, VersionValidee } from "#bilans/certificative/rules.ts";
import type { GrilleLue } from "#bilans/certificative/store.ts";
import { instantDate } from "#bilans/certificative/words.ts";
import type { BarreVoisins } from "#dossiers/rules/voisins.ts";
import type { Decision } from "#kernel/decision.ts";
import { fullName, longDate } from "#kernel/french.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { NiveauLu } from "#ui/eventail.tsx";
import { Actions, Hidden, KeyFields } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { niveauxDe } from "#ui/niveaux.ts";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

const parQui = (auteur: string, le: string, fuseau: string) =>
  `${auteur}, le ${instantDate(new Date(le), fuseau)}`;

/** What a grid says: date, comment, each competence with its level, who chose it and what the company proposed. */
export const ContenuLu = ({
  contenu,
  referentiel,
  fuseau,
}: {
  contenu: Contenu;
  referentiel: Referentiel;
  fuseau: string;
}) => {
  const niveaux = niveauxDe(referentiel);
  const level = (code: string) => niveaux.find((niveau) => niveau.code === code) ?? null;
  return (
    <>
      <Card title="Évaluation">
        <Definitions
          rows={[
            { term: "Épreuve", value: contenu.epreuve.intitule },
            { term: "Date de l’évaluation", value: contenu.date ? longDate(contenu.date) : "" },
            { term: "Entreprise", value: contenu.entreprise },
            { term: "Tuteur", value: contenu.tuteur },
            { term: "Commentaire", value: contenu.commentaire },
            ...(contenu.motif ? [{ term: "Motif de la correction", value: contenu.motif }] : []),
          ]}
        />
      </Card>
      <Card title="Compétences">
        {contenu.competences.length === 0 ? (
          <Empty icon="clipboard-list">Aucune compétence n’est encore choisie pour cette épreuve.</Empty>
        ) : (
          <ul class="bilan-lu">
            {contenu.competences.map((competence) => (
              <li>
                <div class="bilan-lu-tete">
                  <div>
                    <p>
                      <b>
                        <span class="competence-code">{competence.code}</span> {competence.intitule}
                      </b>
                    </p>
                    {competence.auteur ? (
                      <p class="grille-note">{parQui(competence.auteur, competence.le, fuseau)}</p>
                    ) : null}
                    {competence.proposition ? (
                      <p class="grille-regard">
                        {`Proposé par ${parQui(competence.proposition.auteur, competence.proposition.le, fuseau)}\u00a0: `}
                        <b>{`${competence.proposition.niveau} ${competence.proposition.texte}`}</b>
                      </p>
                    ) : null}
                  </div>
                  <NiveauLu niveau={level(competence.niveau)} />
                </div>
                {competence.details.length > 0 ? (
                  <ul class="bilan-lu-details">
                    {competence.details.map((detail) => (
                      <li>
                        <span>{detail.intitule}</span>
                        <NiveauLu niveau={level(detail.niveau)} />
                      </li>
                    ))}
                  </ul>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  );
};

type LectureProps = {
  frame: Frame;
  grille: GrilleLue;
  contenu: Contenu;
  /** the version shown; null: a draft */
  version: VersionValidee | null;
  fuseau: string;
  tutoie: boolean;
  retour: { href: string; text: string };
  titre: string;
  resume: string;
  corriger: Decision;
  publier: Decision;
  enseignant: boolean;
  voisins: BarreVoisins | undefined;
};

const Publication = ({ frame, grille, publier, fuseau }: LectureProps) => {
  const le = grille.grille?.publieLe ?? null;
  const words = le ? "Ne plus la montrer à l’apprenant" : "Publier pour l’apprenant";
  return (
    <Card title="Publication">
      <Stack tight>
        <p>
          {le
            ? `Montrée à ${fullName(grille.apprenant)} depuis le ${instantDate(le, fuseau)}.`
            : "L’apprenant ne voit pas cette grille."}
        </p>
        {publier.ok ? (
          <form method="post" action={routes.grilleCertificativePublier.href({ dossier: grille.dossier })}>
            <KeyFields keys={frame.keys} />
            <Hidden name="montrer" value={le ? "non" : "oui"} />
            <Button kind="secondary" icon="eye">
              {words}
            </Button>
          </form>
        ) : (
          <Button type="button" kind="secondary" icon="eye" locked={publier.message}>
            {words}
          </Button>
        )}
      </Stack>
    </Card>
  );
};

const Versions = ({ grille, version, fuseau }: LectureProps) => (
  <Card title="Versions" flush>
    <Rows label="Versions de la grille">
      {grille.versions.toReversed().map(({ numero, le, par, contenu }) => (
        <RowItem
          title={`Version ${numero}`}
          href={
            numero === version?.numero
              ? undefined
              : routes.grilleCertificative.href({ dossier: grille.dossier }, { version: numero })
          }
          detail={`validée le ${instantDate(le, fuseau)} par ${par}${contenu.motif ? `\u00a0: «\u00a0${contenu.motif}\u00a0»` : ""}`}
          chips={
            numero === grille.versions.length ? (
              <Chip kind="success">en vigueur</Chip>
            ) : (
              <Chip kind="neutral">remplacée</Chip>
            )
          }
        />
      ))}
    </Rows>
  </Card>
);

/** The grid as one reads it: the version in force, a former one, or somebody else's draft. */
export const LecturePage = (props: LectureProps) => {
  const { frame, grille, contenu, version, fuseau, tutoie, corriger } = props;
  const ancienne = version !== null && version.numero < grille.versions.length;
  return (
    <Page
      frame={frame}
      title={tutoie ? "Ma grille certificative" : props.titre}
      lead={props.resume}
      back={props.retour}
      voisins={props.voisins}
      actions={
        <LinkButton
          kind="secondary"
          icon="printer"
          href={routes.grilleCertificativePdf.href(
            { dossier: grille.dossier },
            { version: ancienne ? version.numero : undefined },
          )}
        >
          Imprimer la grille
        </LinkButton>
      }
    >
      <Stack>
        {version ? (
          <Notice kind={ancienne ? "warning" : "success"} title={`Version ${version.numero}`}>
            {`Validée le ${instantDate(version.le, fuseau)} par ${version.par}.`}
            {ancienne ? (
              <>
                {" Une version plus récente la remplace. "}
                <a href={routes.grilleCertificative.href({ dossier: grille.dossier })}>
                  Lire la version en vigueur
                </a>
              </>
            ) : null}
          </Notice>
        ) : (
          <Notice kind="info">Brouillon, pas encore validé.</Notice>
        )}
        <ContenuLu contenu={contenu} referentiel={grille.ref} fuseau={fuseau} />
        {grille.versions.length > 1 ? <Versions {...props} /> : null}
        {props.enseignant && version && !ancienne ? (
          <>
            <Publication {...props} />
            <Actions>
              {corriger.ok ? (
                <LinkButton
                  kind="secondary"
                  icon="pencil"
                  href={routes.grilleCertificativeCorriger.href({ dossier: grille.dossier })}
                >
                  Corriger la grille
                </LinkButton>
              ) : (
                <Button type="button" kind="secondary" icon="pencil" locked={corriger.message}>
                  Corriger la grille
                </Button>
              )}
            </Actions>
          </>
        ) : null}
      </Stack>
    </Page>
  );
};
