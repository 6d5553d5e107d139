import { count, listName, longDate, schoolYear } from "#kernel/french.ts";
import { competencesParGroupe, libelleCompetence } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { combienEvalues, type LigneClasse, type TableauClasse } from "#tableau-de-bord/classe/rules.ts";
import type { ClasseSuivie } from "#tableau-de-bord/classe/store.ts";
import { ANCRE_PREUVES, lieuText } from "#tableau-de-bord/lecture.ts";
import type { DemandeTableau, Lieu } from "#tableau-de-bord/rules.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { HeatCell } from "#ui/heat.tsx";
import { Icon } from "#ui/icon.tsx";
import { Stack } from "#ui/layout.tsx";
import { couleurDe, niveauxDe } from "#ui/niveaux.ts";
import { type Frame, Page } from "#ui/page.tsx";
import { Segmented } from "#ui/segmented.tsx";
import { Table } from "#ui/table.tsx";

/** What the address asks of the table of a class; `tri`: a competence, null for names. */
export type DemandeClasse = Pick<DemandeTableau, "pole" | "lieu"> & { tri: string | null };

type ClasseProps = {
  frame: Frame;
  classe: ClasseSuivie;
  referentiel: Referentiel;
  demande: DemandeClasse;
  tableau: TableauClasse;
  /** the lines in the order asked */
  lignes: readonly LigneClasse[];
};

export const parametresClasse = ({ pole, lieu, tri }: DemandeClasse) => ({
  pole: pole ?? undefined,
  lieu: lieu ?? undefined,
  tri: tri ?? undefined,
});

const Filtres = ({ referentiel, classe, demande }: ClasseProps) => {
  const href = (autrement: Partial<DemandeClasse>) =>
    routes.classeCompetences.href({ classe: classe.id }, parametresClasse({ ...demande, ...autrement }));
  const lieux: (Lieu | null)[] = [null, "etablissement", "entreprise"];
  const poles = competencesParGroupe(referentiel).flatMap(({ groupe }) => groupe?.code ?? []);
  return (
    <div class="tableau-filtres">
      {poles.length > 1 ? (
        <Segmented
          label="Pôle de compétences"
          segments={[null, ...poles].map((one) => ({
            href: href({ pole: one, tri: null }),
            text: one ?? "Tous les pôles",
            current: one === demande.pole,
          }))}
        />
      ) : null}
      <Segmented
        label="Lieu d’évaluation"
        segments={lieux.map((one) => ({
          href: href({ lieu: one }),
          text: one === null ? "Partout" : one === "entreprise" ? "En entreprise" : "Au lycée",
          current: one === demande.lieu,
        }))}
      />
    </div>
  );
};

/** The head of a column sorts by it. */
const Tri = ({ classe, demande, tri, titre }: ClasseProps & { tri: string | null; titre: string }) => (
  <a
    class="classe-tri"
    href={routes.classeCompetences.href({ classe: classe.id }, parametresClasse({ ...demande, tri }))}
    aria-current={demande.tri === tri ? "true" : undefined}
    title={titre}
  >
    {tri ?? "Apprenant"}
    {demande.tri === tri ? <Icon name="arrow-down" /> : null}
    <span class="sr-only">{`, ${titre}`}</span>
  </a>
);

const Cellule = ({ ligne, code }: { ligne: LigneClasse; code: string }) => {
  const dernier = ligne.niveaux.get(code);
  if (!dernier) return <HeatCell niveau={null} />;
  const { niveau, le } = dernier;
  return (
    <a
      class="heat-lien"
      href={`${routes.tableauDeBord.href({ apprenant: ligne.apprenant.id }, { competence: code })}#${ANCRE_PREUVES}`}
      title={`${niveau.intitule}, le ${longDate(le)}`}
    >
      <HeatCell niveau={{ code: niveau.code, text: niveau.intitule, color: couleurDe(niveau) }} />
    </a>
  );
};

const Niveaux = (props: ClasseProps) => {
  const { classe, referentiel, tableau, lignes } = props;
  return (
    <Table
      caption={`Dernier niveau de chaque compétence, ${classe.nom}`}
      hideCaption
      phone="scroll"
      columns={[
        { text: <Tri {...props} tri={null} titre="trier par nom" /> },
        ...tableau.competences.map((code) => ({
          centered: true,
          text: (
            <Tri {...props} tri={code} titre={`${libelleCompetence(referentiel, code)} : trier par niveau`} />
          ),
        })),
      ]}
      rows={lignes.map((ligne) => ({
        header: (
          <a class="classe-nom" href={routes.tableauDeBord.href({ apprenant: ligne.apprenant.id })}>
            {listName(ligne.apprenant)}
          </a>
        ),
        cells: tableau.competences.map((code) => <Cellule ligne={ligne} code={code} />),
      }))}
      foot={{
        header: "Évalués",
        cells: tableau.competences.map((code) => combienEvalues(tableau, code)),
      }}
    />
  );
};

const Legende = ({ referentiel, demande }: Pick<ClasseProps, "referentiel" | "demande">) => (
  <div class="tableau-regle">
    <ul class="classe-legende">
      {niveauxDe(referentiel).map((niveau) => (
        <li>
          <HeatCell niveau={niveau} /> {niveau.text}
        </li>
      ))}
    </ul>
    <p class="meta">
      {`Une case porte le dernier niveau autre que NE${demande.lieu ? `, ${lieuText[demande.lieu]}` : ""}\u00a0; elle ouvre d’où il vient. Aucune moyenne, ni par apprenant ni par compétence. La dernière ligne compte les apprenants qui ont un niveau.`}
    </p>
  </div>
);

/** A class as its teacher reads it: learners × competences, the last level of each. */
export const CompetencesDeClassePage = (props: ClasseProps) => {
  const { frame, classe, referentiel, demande, lignes } = props;
  const query = parametresClasse(demande);
  const pole = referentiel.groupes.find(({ code }) => code === demande.pole);
  return (
    <Page
      frame={frame}
      title={`Compétences, ${classe.nom}`}
      lead={`${referentiel.sigle}, ${schoolYear(classe.annee)}, ${count(lignes.length, "apprenant")}`}
      back={{ href: routes.classe.href({ classe: classe.id }), text: classe.nom }}
      actions={
        <>
          <LinkButton
            kind="secondary"
            icon="file-down"
            href={routes.classeCompetencesCsv.href({ classe: classe.id }, query)}
            download
          >
            CSV
          </LinkButton>
          <LinkButton
            kind="secondary"
            icon="file-down"
            href={routes.classeCompetencesXlsx.href({ classe: classe.id }, query)}
            download
          >
            Excel
          </LinkButton>
        </>
      }
      wide
    >
      <Stack>
        <Filtres {...props} />
        <Card
          title={pole ? `Pôle ${pole.code}` : `Compétences ${referentiel.sigle}`}
          meta={pole?.intitule}
          flush
        >
          {lignes.length === 0 ? (
            <Empty icon="users">Cette classe n’a pas encore d’apprenant.</Empty>
          ) : (
            <>
              <Niveaux {...props} />
              <Legende {...props} />
            </>
          )}
        </Card>
      </Stack>
    </Page>
  );
};
