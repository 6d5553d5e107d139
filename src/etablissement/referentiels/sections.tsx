import { count } from "#kernel/french.ts";
import { statutText } from "#referentiel/differences.ts";
import { libelleAConfirmer, matriceIndicative, tachesDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { NiveauLu } from "#ui/eventail.tsx";
import { Fold } from "#ui/layout.tsx";
import { niveauxDe } from "#ui/niveaux.ts";
import { Table } from "#ui/table.tsx";

type Props = { referentiel: Referentiel };

/** A label, and a word when it was not read in the official text. */
export const Libelle = ({ intitule, verification }: { intitule: string; verification: string }) => (
  <>
    {intitule}
    {libelleAConfirmer(verification) ? (
      <>
        {" "}
        <Chip kind="warning" icon="circle-question-mark">
          à confirmer
        </Chip>
      </>
    ) : null}
  </>
);

/** The activities and their tasks. */
export const Taches = ({ referentiel }: Props) => {
  const n = referentiel.activites.reduce((sum, { taches }) => sum + taches.length, 0);
  return (
    <Card
      title="Activités et tâches"
      meta={`${count(referentiel.activites.length, "activité")}, ${n > 0 ? count(n, "tâche") : "tâches non trouvées"}`}
    >
      {referentiel.activites.map(({ code, intitule, verification, taches }) => (
        <Fold
          summary={
            <>
              <b>{code}</b> <Libelle intitule={intitule} verification={verification} />
            </>
          }
        >
          {taches.length > 0 ? (
            <Table
              caption={`Tâches de ${code}`}
              hideCaption
              columns={[{ text: "Code" }, { text: "Tâche" }]}
              rows={taches.map((tache) => ({ header: tache.code, cells: [<Libelle {...tache} />] }))}
            />
          ) : (
            <p>Tâches non trouvées.</p>
          )}
        </Fold>
      ))}
    </Card>
  );
};

/** Which competences each task mobilises, and whether the référentiel says so. */
export const Matrice = ({ referentiel }: Props) => {
  const indicative = matriceIndicative(referentiel);
  const linked = (tache: string) =>
    referentiel.matrice.filter((lien) => lien.tache === tache).map((lien) => lien.competence);
  return (
    <Card
      title="Tâches et compétences"
      meta={indicative ? "à titre indicatif" : count(referentiel.matrice.length, "lien")}
    >
      <p>
        {indicative
          ? "Aucune matrice n’a été trouvée : une tâche propose les compétences du même pôle. Tout reste sélectionnable."
          : "Cocher une tâche propose ces compétences. Tout reste sélectionnable."}
      </p>
      <Fold summary="Voir les liens">
        <Table
          caption="Compétences proposées par tâche"
          hideCaption
          columns={[{ text: "Tâche" }, { text: "Compétences" }]}
          rows={tachesDe(referentiel).map(({ code, intitule }) => ({
            header: (
              <>
                <b>{code}</b> {intitule}
              </>
            ),
            cells: [linked(code).join(", ") || "aucune trouvée"],
          }))}
        />
      </Fold>
    </Card>
  );
};

/** What each status of a period brings. */
export const Statuts = ({ referentiel }: Props) => (
  <Card title="Statuts de période" meta={count(referentiel.statutsPeriode.length, "statut")}>
    <ul class="puces">
      {referentiel.statutsPeriode.map((statut) => (
        <li>
          <b>{statut.code}</b> {statutText(statut)}
        </li>
      ))}
    </ul>
  </Card>
);

/** The scales as they are read: levels with their colours, engagement, attitudes. */
export const EchellesLues = ({ referentiel }: Props) => {
  const words = (list: readonly { intitule: string }[]) => list.map(({ intitule }) => intitule).join(" · ");
  const plain = new Map(referentiel.niveauxReussite.map(({ code, enMotsSimples }) => [code, enMotsSimples]));
  return (
    <Card title="Échelles et attitudes">
      <Table
        caption="Niveaux de réussite"
        columns={[{ text: "Niveau" }, { text: "En mots simples" }]}
        rows={niveauxDe(referentiel).map((niveau) => ({
          header: <NiveauLu niveau={niveau} />,
          cells: [plain.get(niveau.code) ?? "–"],
        }))}
      />
      <p>
        <b>Engagement</b> (étoiles){"\u00a0"}: {words(referentiel.engagement)}
      </p>
      <p>
        <b>Attitudes</b>
        {"\u00a0"}: {words(referentiel.attitudes)}
      </p>
      <p>
        <b>Échelle des attitudes</b>
        {"\u00a0"}: {words(referentiel.echelleAttitudes)}
      </p>
    </Card>
  );
};

export const Epreuves = ({ referentiel }: Props) => (
  <Card title="Épreuves" meta={count(referentiel.epreuves.length, "épreuve")}>
    {referentiel.epreuves.length === 0 ? (
      <p>Non trouvées.</p>
    ) : (
      <Table
        caption="Épreuves"
        hideCaption
        columns={[{ text: "Code" }, { text: "Intitulé" }, { text: "Compétences évaluées" }, { text: "Lieu" }]}
        rows={referentiel.epreuves.map(({ code, intitule, competencesEvaluees, lieuEntreprise }) => ({
          header: code,
          cells: [
            intitule ?? "intitulé non trouvé",
            competencesEvaluees.join(", ") || "non trouvées",
            lieuEntreprise ? "en entreprise" : "–",
          ],
        }))}
      />
    )}
  </Card>
);
