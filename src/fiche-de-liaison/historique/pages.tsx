import { FichePage } from "#fiche-de-liaison/fiche-page.tsx";
import type { Evenement, Recit } from "#fiche-de-liaison/rules/historique.ts";
import type { FaitsFiche } from "#fiche-de-liaison/store.ts";
import type { Actor } from "#kernel/actor.ts";
import { fullName, instantText } from "#kernel/french.ts";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import type { Frame } from "#ui/page.tsx";

const VIDE = "(vide)";

type Raconte = Evenement & { recit: Recit };

type Props = { faits: FaitsFiche; actor: Actor; frame: Frame; evenements: readonly Raconte[] };

const Liste = ({ label, ajoutes, retires, ordre }: Recit["listes"][number]) => (
  <>
    {ajoutes.map((ligne) => (
      <li>
        <b>{label}, ajouté :</b> {ligne}
      </li>
    ))}
    {retires.map((ligne) => (
      <li>
        <b>{label}, retiré :</b> {ligne}
      </li>
    ))}
    {ordre ? (
      <li>
        <b>{label} :</b> ordre changé
      </li>
    ) : null}
  </>
);

const Acte = ({ evenement, fuseau }: { evenement: Raconte; fuseau: string }) => {
  const { auteur, le, recit } = evenement;
  return (
    <li>
      <p>
        <b>{recit.titre}</b>
      </p>
      <p class="field-hint">
        {auteur ? fullName(auteur) : "Passerelle"}, {instantText(le, fuseau)}
      </p>
      {recit.sansDetail ? null : (
        <ul class="prose-list">
          {recit.changements.map(({ label, avant, apres }) => (
            <li>
              <b>{label} :</b> {avant || VIDE} → {apres || VIDE}
            </li>
          ))}
          {recit.listes.map((liste) => (
            <Liste {...liste} />
          ))}
        </ul>
      )}
    </li>
  );
};

/** The acts on a fiche, the last first: who, when, before and after. */
export const HistoriquePage = ({ faits, actor, frame, evenements }: Props) => (
  <FichePage faits={faits} actor={actor} frame={frame} onglet="historique">
    <Card title="Qui a changé quoi">
      {evenements.length === 0 ? (
        <Empty icon="history">Personne n’a encore rien changé dans cette fiche.</Empty>
      ) : (
        <ol class="historique">
          {evenements.map((evenement) => (
            <Acte evenement={evenement} fuseau={actor.etablissement.fuseau} />
          ))}
        </ol>
      )}
    </Card>
  </FichePage>
);
