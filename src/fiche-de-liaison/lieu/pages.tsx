import { FichePage } from "#fiche-de-liaison/fiche-page.tsx";
import { adresseLieu } from "#fiche-de-liaison/lieu/adresse.ts";
import type { Annuaire } from "#fiche-de-liaison/lieu/annuaire.ts";
import { ChercherEntreprise } from "#fiche-de-liaison/lieu/annuaire-page.tsx";
import type { FaitsLieu } from "#fiche-de-liaison/lieu/faits.ts";
import { LieuForm, Maitre } from "#fiche-de-liaison/lieu/formulaire.tsx";
import { Proposition, PropositionEcartee, PropositionEnvoyee } from "#fiche-de-liaison/lieu/proposition.tsx";
import { joursDe, peutAjouter, peutRetirer } from "#fiche-de-liaison/lieu/rules.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { dateRange } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { ConflictNotice } from "#ui/conflict.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { Grid } from "#ui/layout.tsx";
import type { Frame } from "#ui/page.tsx";
import { Segmented } from "#ui/segmented.tsx";

type Props = {
  faits: FaitsLieu;
  actor: Actor;
  frame: Frame;
  today: CivilDate;
  form: FormState;
  modifier: Decision;
  /** may accept or set aside the learner's proposal */
  trancher: boolean;
  /** what was found or chosen in the directories; null for those who do not write here */
  annuaire: Annuaire | null;
};

export const LieuPage = ({ faits, actor, frame, today, form, modifier, trancher, annuaire }: Props) => (
  <FichePage faits={faits} actor={actor} frame={frame} today={today} onglet="lieu">
    <Sejours faits={faits} />
    {form.conflict && !modifier.ok ? <ConflictNotice conflict={form.conflict} /> : null}
    {faits.proposition ? (
      trancher ? (
        <Proposition
          faits={faits}
          proposition={faits.proposition}
          frame={frame}
          fuseau={actor.etablissement.fuseau}
        />
      ) : (
        <PropositionEnvoyee
          proposition={faits.proposition}
          accueil={faits.accueil}
          tutoie={actor.role === "apprenant"}
          fuseau={actor.etablissement.fuseau}
        />
      )
    ) : null}
    {actor.role === "apprenant" && faits.ecarteeLe && !faits.proposition ? (
      <PropositionEcartee le={faits.ecarteeLe} fuseau={actor.etablissement.fuseau} />
    ) : null}
    {modifier.ok ? (
      <>
        {annuaire ? (
          <ChercherEntreprise
            dossier={faits.dossier}
            rang={faits.accueil.rang}
            annuaire={annuaire}
            tu={actor.role === "apprenant"}
          />
        ) : null}
        <LieuForm faits={faits} actor={actor} frame={frame} form={form} />
        <Deuxieme faits={faits} role={actor.role} />
      </>
    ) : (
      <LieuLu faits={faits} />
    )}
  </FichePage>
);

/** From one company to the other, when there are two. */
const Sejours = ({ faits }: { faits: FaitsLieu }) =>
  faits.sejours.length > 1 ? (
    <Segmented
      label="Entreprises d’accueil"
      segments={faits.sejours.map(({ rang, entreprise }) => ({
        href: adresseLieu(faits.dossier, rang),
        text: `${rang === 1 ? "1re" : "2e"} : ${entreprise || "à nommer"}`,
        current: rang === faits.accueil.rang,
      }))}
    />
  ) : null;

/** « Ajouter une deuxième entreprise », or take it away; the reason when it cannot be. */
const Deuxieme = ({ faits, role }: { faits: FaitsLieu; role: Actor["role"] }) => {
  const deux = faits.sejours.length > 1;
  const possible = deux ? peutRetirer(role, faits) : peutAjouter(role, faits);
  const words = deux ? "Retirer la deuxième entreprise" : "Ajouter une deuxième entreprise";
  const page = deux ? routes.ficheLieuRetirer : routes.ficheLieuDeuxieme;
  return (
    <div>
      {possible.ok ? (
        <LinkButton href={page.href({ dossier: faits.dossier })} icon={deux ? "trash-2" : "plus"}>
          {words}
        </LinkButton>
      ) : (
        <Button type="button" kind="secondary" locked={possible.message}>
          {words}
        </Button>
      )}
    </div>
  );
};

/** For those who read only: the tutor, the maître, the other teachers. */
const LieuLu = ({ faits }: { faits: FaitsLieu }) => {
  const { lieu } = faits.accueil;
  const sejour = faits.sejours.find(({ id }) => id === faits.accueil.id);
  const jours = joursDe(sejour ?? { du: null, au: null }, faits.periode);
  if (!lieu.entreprise)
    return (
      <Empty icon="map-pin">Le lieu de réalisation n’est pas encore connu : l’apprenant le remplira.</Empty>
    );
  return (
    <Grid wide>
      <Card title="L’entreprise">
        <Definitions
          rows={[
            { term: "Raison sociale", value: lieu.entreprise },
            {
              term: "Adresse",
              value: [lieu.adresse, `${lieu.codePostal} ${lieu.ville}`.trim()].filter(Boolean).join("\n"),
            },
            { term: "Secteur d’activité", value: lieu.secteur },
            { term: "Téléphone", value: lieu.telephone },
            { term: "SIRET", value: lieu.siret },
            ...(faits.sejours.length > 1
              ? [{ term: "Jours dans cette entreprise", value: dateRange(jours.du, jours.au) }]
              : []),
          ]}
        />
      </Card>
      {faits.apprenant.statut === "apprenti" ? (
        <Maitre faits={faits} />
      ) : (
        <Card title="Le tuteur de stage">
          <Definitions
            rows={[
              { term: "Nom", value: `${lieu.tuteurPrenom} ${lieu.tuteurNom}`.trim() },
              { term: "Téléphone", value: lieu.tuteurTelephone },
              { term: "Courriel", value: lieu.tuteurCourriel },
            ]}
          />
        </Card>
      )}
    </Grid>
  );
};
