import type { CivilDate } from "#kernel/civil-date.ts";
import { dateRange, fullName, longDate } from "#kernel/french.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { QrCode } from "#ui/qr.tsx";

type Props = {
  frame: Frame;
  /** the whole address, with its secret: shown here and kept nowhere */
  lien: string;
  retour: string;
  ecole: string;
  tuteur: { nom: string; prenom: string };
  apprenant: { nom: string; prenom: string };
  periode: { nom: string; du: CivilDate; au: CivilDate };
  jusquAu: CivilDate;
};

/** A tutor's link to copy, to photograph or to print. The paper names the learner by first name and initial, as mails do. */
export const RemisePage = ({ frame, lien, retour, ecole, tuteur, apprenant, periode, jusquAu }: Props) => (
  <Page
    frame={frame}
    title="Lien d’accès à remettre"
    lead={`Pour ${fullName(tuteur)}, et pour personne d’autre`}
    back={{ href: retour, text: "Gestion des tuteurs" }}
  >
    <div class="remise-avis">
      <Notice kind="warning" title="Ce lien n’est montré qu’une fois">
        Copiez-le, faites photographier le carré ou imprimez cette page (Ctrl + P) maintenant : Passerelle
        n’en garde pas de copie. Les liens déjà envoyés marchent toujours.
      </Notice>
    </div>
    <Card>
      <div class="remise">
        <QrCode text={lien} label="Code QR du lien d’accès" />
        <div class="stack">
          <p class="remise-ecole">{ecole}</p>
          <Definitions
            rows={[
              { term: "Tuteur", value: fullName(tuteur) },
              { term: "Apprenant", value: `${apprenant.prenom} ${[...apprenant.nom][0] ?? ""}.` },
              { term: "Période", value: `${periode.nom}, ${dateRange(periode.du, periode.au)}` },
              { term: "Valable jusqu’au", value: longDate(jusquAu) },
            ]}
          />
          <p>
            Photographiez le carré avec un téléphone, ou tapez l’adresse : elle ouvre l’espace du tuteur sans
            compte ni mot de passe.
          </p>
        </div>
      </div>
      <div class="field remise-lien">
        <label class="field-label" for="lien">
          Lien d’accès
        </label>
        <p class="field-hint" id="lien-aide">
          Touchez le champ, sélectionnez tout, puis copiez.
        </p>
        <input
          id="lien"
          class="input"
          type="url"
          value={lien}
          readonly
          data-copier
          aria-describedby="lien-aide"
        />
        <p class="remise-papier" aria-hidden="true">
          {lien}
        </p>
      </div>
    </Card>
    <div class="actions remise-retour">
      <LinkButton href={retour} icon="check">
        C’est remis, revenir au tuteur
      </LinkButton>
    </div>
  </Page>
);
