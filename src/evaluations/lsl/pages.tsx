import type { ApprenantLsl, Manque } from "#evaluations/lsl/rules.ts";
import { count, listName, schoolYear } from "#kernel/french.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import type { Inscrit } from "#tableau-de-bord/classe/rules.ts";
import type { ClasseSuivie } from "#tableau-de-bord/classe/store.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { NiveauLu } from "#ui/eventail.tsx";
import { Columns, Stack } from "#ui/layout.tsx";
import { niveauxDe } from "#ui/niveaux.ts";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { Table } from "#ui/table.tsx";

type LslProps = {
  frame: Frame;
  classe: ClasseSuivie;
  courant: Referentiel;
  eleves: readonly ApprenantLsl[];
  apprentis: readonly Inscrit[];
  manques: readonly Manque[];
};

const Correspondance = ({ courant }: Pick<LslProps, "courant">) => {
  const cards = niveauxDe(courant);
  return (
    <Card title="Six niveaux, quatre degrés" flush>
      <Table
        caption="Degré de LSL Pro de chaque niveau"
        hideCaption
        columns={[{ text: "Niveau" }, { text: "Degré LSL Pro", numeric: true }]}
        rows={courant.niveauxReussite.map(({ code, degreLsl }) => ({
          header: <NiveauLu niveau={cards.find((card) => card.code === code) ?? null} />,
          cells: [degreLsl ?? "aucun"],
        }))}
      />
      <p class="meta tableau-regle">
        L’administrateur peut changer cette correspondance dans « Niveaux et engagement » du référentiel.
      </p>
    </Card>
  );
};

const PFMP_MANQUE = { true: "bilan entreprise à transmettre", false: "appréciation à transmettre" } as const;

const Incomplet = ({ manque, competences }: { manque: Manque; competences: number }) => {
  const { apprenant, sansNiveau, sansDegre, sansAppreciation } = manque;
  return (
    <RowItem
      title={listName(apprenant)}
      href={routes.tableauDeBord.href({ apprenant: apprenant.id })}
      detail={
        <>
          {sansNiveau.length > 0 ? (
            <span class="lsl-manque">
              {sansNiveau.length === competences
                ? "Aucune compétence n’est encore évaluée"
                : `Sans niveau\u00a0: ${sansNiveau.join(", ")}`}
            </span>
          ) : null}
          {sansDegre.length > 0 ? (
            <span class="lsl-manque">{`Niveau sans degré\u00a0: ${sansDegre.join(", ")}`}</span>
          ) : null}
          {sansAppreciation.map(({ dossier, periode, bilanEntreprise }) => (
            <span class="lsl-manque">
              <a
                href={
                  bilanEntreprise
                    ? routes.bilanEntreprise.href({ dossier })
                    : routes.attitudes.href({ dossier })
                }
              >
                {`${periode}\u00a0: ${PFMP_MANQUE[`${bilanEntreprise}`]}`}
              </a>
            </span>
          ))}
        </>
      }
    />
  );
};

const Contenu = ({ classe, eleves }: Pick<LslProps, "classe" | "eleves">) => {
  const pfmp = eleves.reduce((sum, one) => sum + one.pfmp.length, 0);
  return (
    <Card title="Ce que contient le fichier">
      <ul class="lsl-contenu">
        <li>
          {`${count(eleves.length, "élève")}\u00a0: une ligne par compétence du diplôme, avec le dernier niveau autre que NE, son degré et sa date.`}
        </li>
        <li>
          {`${count(pfmp, "PFMP", "PFMP")} de l’année ${schoolYear(classe.annee)}\u00a0: dates, nombre de semaines de calendrier (absences non déduites), entreprise et appréciation, c’est-à-dire le commentaire du bilan entreprise transmis, à défaut celui du bilan des attitudes.`}
        </li>
        <li>Les évaluations certificatives n’y sont pas.</li>
      </ul>
    </Card>
  );
};

/** What would be exported and what is missing, before the file is taken (B-34). */
export const LslProPage = (props: LslProps) => {
  const { frame, classe, courant, eleves, apprentis, manques } = props;
  return (
    <Page
      frame={frame}
      title={`LSL Pro, ${classe.nom}`}
      lead="De quoi remplir le livret scolaire du lycée professionnel : degrés, appréciations, semaines."
      back={{ href: routes.classe.href({ classe: classe.id }), text: classe.nom }}
      actions={
        eleves.length > 0 ? (
          <LinkButton
            kind="primary"
            icon="file-down"
            href={routes.lslProCsv.href({ classe: classe.id })}
            download
          >
            Télécharger le CSV
          </LinkButton>
        ) : undefined
      }
    >
      <Columns sideLabel="Correspondance des degrés" side={<Correspondance courant={courant} />}>
        <Stack>
          <Notice kind="info" title="À recopier">
            Aucun format d’import officiel de LSL Pro n’a été trouvé : ce fichier se lit dans un tableur et se
            recopie. Il n’est pas fait pour être importé.
          </Notice>
          <Contenu classe={classe} eleves={eleves} />
          <Card
            title="Ce qui manque"
            meta={manques.length > 0 ? count(manques.length, "élève") : undefined}
            flush
          >
            {manques.length > 0 ? (
              <Rows label="Ce qui manque">
                {manques.map((manque) => (
                  <Incomplet manque={manque} competences={eleves[0]?.lignes.length ?? 0} />
                ))}
              </Rows>
            ) : (
              <Empty icon="circle-check">
                {eleves.length > 0
                  ? "Rien ne manque : chaque compétence a un niveau, chaque PFMP finie une appréciation."
                  : "Cette classe n’a pas d’élève sous statut scolaire."}
              </Empty>
            )}
          </Card>
          {apprentis.length > 0 ? (
            <Card title="Hors du fichier" meta={count(apprentis.length, "apprenti")}>
              <p>
                {`LSL Pro ne concerne pas les apprentis\u00a0: ${apprentis.map(listName).join(", ")} ${apprentis.length > 1 ? "n’y figurent" : "n’y figure"} pas.`}
              </p>
            </Card>
          ) : null}
        </Stack>
      </Columns>
    </Page>
  );
};
