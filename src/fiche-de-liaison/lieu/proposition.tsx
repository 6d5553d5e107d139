import { adresseProposition } from "#fiche-de-liaison/lieu/adresse.ts";
import { jourEnMots } from "#fiche-de-liaison/lieu/rules.ts";
import { differences, leMoment } from "#fiche-de-liaison/rules.ts";
import type { Accueil, FaitsFiche, Proposition as Proposee } from "#fiche-de-liaison/store.ts";
import { de, fullName } from "#kernel/french.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Frame } from "#ui/page.tsx";
import { Table } from "#ui/table.tsx";

const vide = <span class="definition-empty">Non renseigné</span>;

const Comparaison = ({ accueil, proposition }: { accueil: Accueil; proposition: Proposee }) => (
  <Table
    caption="Ce qui changerait"
    hideCaption
    columns={[{ text: "Renseignement" }, { text: "Fiche actuelle" }, { text: "Proposition" }]}
    rows={differences(accueil.lieu, proposition.lieu).map(({ label, avant, apres }) => ({
      header: label,
      cells: [jourEnMots(avant) || vide, apres ? <b>{jourEnMots(apres)}</b> : vide],
    }))}
  />
);

type Props = { faits: FaitsFiche; proposition: Proposee; frame: Frame; fuseau: string };

/** What the learner proposes, beside what is kept, and the two ways to settle it. */
export const Proposition = ({ faits, proposition, frame, fuseau }: Props) => (
  <Card
    title={`Proposition ${de(fullName(proposition.auteur))}`}
    meta={leMoment(proposition.le, fuseau)}
    tone="you"
  >
    <Form
      action={adresseProposition(faits.dossier, faits.accueil.rang)}
      keys={frame.keys}
      version={faits.accueil.version}
      label="Proposition de l’apprenant"
    >
      <Hidden name="proposition" value={proposition.id} />
      <Comparaison accueil={faits.accueil} proposition={proposition} />
      <Actions>
        <Button name="decision" value="accepter" icon="check">
          Accepter la proposition
        </Button>
        <Button name="decision" value="ecarter" kind="secondary" icon="x">
          Écarter
        </Button>
      </Actions>
    </Form>
  </Card>
);

type EnvoyeeProps = { accueil: Accueil; proposition: Proposee; tutoie: boolean; fuseau: string };

/** For the learner, and for those who cannot settle it. */
export const PropositionEnvoyee = ({ accueil, proposition, tutoie, fuseau }: EnvoyeeProps) => (
  <Notice kind="info" title="Proposition en attente">
    <p>
      {tutoie
        ? `Tu as proposé ce changement ${leMoment(proposition.le, fuseau)}. Un de tes enseignants va l’accepter ou l’écarter.`
        : `${fullName(proposition.auteur)} a proposé ce changement ${leMoment(proposition.le, fuseau)}. Un enseignant de la classe l’accepte ou l’écarte.`}
    </p>
    <Comparaison accueil={accueil} proposition={proposition} />
  </Notice>
);

/** For the learner, whose proposal was set aside. */
export const PropositionEcartee = ({ le, fuseau }: { le: Date; fuseau: string }) => (
  <Notice kind="info" title="Proposition écartée">
    Ta proposition n’a pas été retenue ({leMoment(le, fuseau)}). Parles-en avec ton enseignant.
  </Notice>
);
