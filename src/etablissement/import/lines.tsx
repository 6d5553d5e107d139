import type { Child } from "hono/jsx";
import type { ErreurLigne, LigneImport } from "#etablissement/import/ligne.ts";
import type { Changements, PlanImport } from "#etablissement/import/plan.ts";
import type { ApprenantConnu } from "#etablissement/import/reconnaitre.ts";
import { statutText } from "#etablissement/rules.ts";
import { listName, schoolYear, shortDate } from "#kernel/french.ts";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Fold } from "#ui/layout.tsx";
import { type Column, type Row, Table } from "#ui/table.tsx";

/** A page lists at most this many lines; the count above it is whole. */
const MONTREES = 400;

type ListeProps = {
  titre: string;
  columns: readonly Column[];
  rows: readonly Row[];
  open?: boolean;
  note?: Child;
  /** every row, however many: what is wrong is never cut short */
  toutes?: boolean;
};

/** One folded list of the dry run, with its count; nothing when it is empty. */
export const Liste = ({ titre, columns, rows, open, note, toutes }: ListeProps) =>
  rows.length === 0 ? null : (
    <Card>
      <Fold summary={`${titre} (${rows.length})`} open={open}>
        {note ? <p class="meta">{note}</p> : null}
        <Table caption={titre} hideCaption columns={columns} rows={toutes ? rows : rows.slice(0, MONTREES)} />
        {!toutes && rows.length > MONTREES ? <p class="meta">… et {rows.length - MONTREES} autres.</p> : null}
      </Fold>
    </Card>
  );

const naissance = (ligne: Pick<LigneImport, "naissance">) =>
  ligne.naissance ? shortDate(ligne.naissance) : "non donnée";

export const Creations = ({ plan, homonymes }: { plan: PlanImport; homonymes: ReadonlySet<number> }) => (
  <Liste
    titre="Apprenants à créer"
    open={plan.creations.length <= 60}
    columns={[
      { text: "Apprenant" },
      { text: "Naissance" },
      { text: "Classe" },
      { text: "Statut" },
      { text: "Ligne", numeric: true },
    ]}
    rows={plan.creations.map((ligne) => ({
      header: (
        <>
          {listName(ligne)}{" "}
          {homonymes.has(ligne.numero) ? <Chip kind="warning">homonyme dans le fichier</Chip> : null}
        </>
      ),
      cells: [naissance(ligne), ligne.division, statutText[ligne.statut], ligne.numero],
    }))}
  />
);

export const ChangementsDeClasse = ({ plan }: { plan: PlanImport }) => (
  <Liste
    titre="Changements de classe"
    open
    columns={[{ text: "Apprenant" }, { text: "Vient de" }, { text: "Ira dans" }, { text: "Aussi modifié" }]}
    rows={plan.changementsDeClasse.map(({ ligne, apprenant, changements }) => ({
      header: listName(apprenant),
      cells: [provenance(apprenant), ligne.division, enMots(changements)],
    }))}
  />
);

/** « 1 MSPC », « 1 MSPC en 2026–2027 » (a new year), « revient, parti de 1 MSPC ». */
export function provenance({ classe, derniere }: ApprenantConnu): string {
  if (classe) return classe;
  if (!derniere) return "aucune classe";
  return derniere.parti
    ? `revient, parti de ${derniere.nom}`
    : `${derniere.nom} en ${schoolYear(derniere.annee)}`;
}

export const MisesAJour = ({ plan }: { plan: PlanImport }) => (
  <Liste
    titre="Fiches à compléter ou corriger"
    open
    columns={[{ text: "Apprenant" }, { text: "Classe" }, { text: "Modifié" }]}
    rows={plan.misesAJour.map(({ ligne, apprenant, changements }) => ({
      header: listName(apprenant),
      cells: [ligne.division, enMots(changements)],
    }))}
  />
);

function enMots({ nom, prenom, naissance: date, ine, statut }: Changements): string {
  return [
    nom ? `nom : ${nom}` : "",
    prenom ? `prénom : ${prenom}` : "",
    date ? `naissance : ${shortDate(date)}` : "",
    ine ? `INE : ${ine}` : "",
    statut ? `statut : ${statutText[statut].toLowerCase()}` : "",
  ]
    .filter(Boolean)
    .join(" ; ");
}

const champText: Record<ErreurLigne["champ"], string> = {
  nom: "Nom",
  prenom: "Prénom",
  naissance: "Naissance",
  ine: "INE",
  division: "Classe",
  statut: "Statut",
  ligne: "Ligne",
  fichier: "Fichier",
};

/** Errors, or remarks, line by line: where, which field, what. */
export const Remarques = ({
  titre,
  lignes,
  note,
}: {
  titre: string;
  lignes: readonly ErreurLigne[];
  note?: Child;
}) => (
  <Liste
    titre={titre}
    open
    toutes
    note={note}
    columns={[{ text: "Ligne" }, { text: "Champ" }, { text: "Message" }]}
    rows={lignes.map(({ numero, champ, message }) => ({
      header: `Ligne ${numero}`,
      cells: [champText[champ], message],
    }))}
  />
);
