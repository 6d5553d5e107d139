import { raw } from "hono/html";
import { Arbre, Barre } from "#portfolio/organigramme/arbre.tsx";
import { dessin } from "#portfolio/organigramme/dessin.ts";
import type { Etat } from "#portfolio/organigramme/etat.ts";
import type { FaitsOrganigramme } from "#portfolio/organigramme/load.ts";
import { resume } from "#portfolio/organigramme/mots.ts";
import { equipeDe, estMoi, lignesDe, POSTES_MAX, type Poste } from "#portfolio/organigramme/rules.ts";
import { GesteFields, SaisiePoste } from "#portfolio/organigramme/saisie.tsx";
import { svgDe } from "#portfolio/organigramme/svg.ts";
import { versTexte } from "#portfolio/organigramme/texte.ts";
import { LectureSeule, PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Actions, ErrorSummary, Hidden } from "#ui/form.tsx";
import { Fold, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Screen } from "#web/act.ts";

type Props = { faits: FaitsOrganigramme; screen: Screen; etat: Etat };

/** The drawing in its own frame, which scrolls; the same picture as in the documents, coloured by the style sheet. */
export const Dessin = ({
  faits,
  choisi,
  tutoie,
}: {
  faits: FaitsOrganigramme;
  choisi?: string;
  tutoie: boolean;
}) => {
  const { postes } = faits.organigramme;
  const titre = `Organigramme ${faits.sommaire.entreprises[0] ? `de ${faits.sommaire.entreprises[0]}` : "de l’entreprise"}`;
  const svg = svgDe(dessin(postes), {
    titre,
    description: `${resume(postes)} La liste des postes dit qui est sous qui.`,
    couleurs: "classes",
    choisi,
  });
  const moi = postes.some(estMoi);
  return (
    <>
      <section class="organigramme-cadre" tabindex={0} aria-label="Dessin de l’organigramme">
        {raw(svg)}
      </section>
      {moi ? (
        <ul class="organigramme-legende">
          <li>
            <span class="poste-teinte poste-teinte-moi" /> {tutoie ? "ton poste" : "le poste de l’apprenant"}
          </li>
          {equipeDe(postes).size > 0 ? (
            <li>
              <span class="poste-teinte poste-teinte-equipe" /> {tutoie ? "ton équipe" : "son équipe"}
            </li>
          ) : null}
        </ul>
      ) : null}
      <Actions>
        <LinkButton href={routes.organigrammePng.href({ dossier: faits.dossier })} icon="download" download>
          Télécharger en PNG
        </LinkButton>
      </Actions>
    </>
  );
};

export const EnMots = ({ postes, parent = null }: { postes: readonly Poste[]; parent?: string | null }) => {
  const sous = lignesDe(postes).filter((ligne) => ligne.parent === parent);
  return sous.length === 0 ? null : (
    <ul class="organigramme-mots">
      {sous.map((poste) => (
        <li>
          {poste.fonction}
          {poste.nom ? <span class="meta"> · {estMoi(poste) ? "l’apprenant" : poste.nom}</span> : null}
          <EnMots postes={postes} parent={poste.id} />
        </li>
      ))}
    </ul>
  );
};

/** What the others read: the drawing, and the same in words. */
const Lecture = ({ faits }: { faits: FaitsOrganigramme }) => (
  <Stack>
    <Card title="Organigramme" meta={resume(faits.organigramme.postes)}>
      {faits.organigramme.postes.length === 0 ? (
        <Empty icon="network">{faits.apprenant.prenom} n’a pas encore construit d’organigramme.</Empty>
      ) : (
        <Dessin faits={faits} tutoie={false} />
      )}
    </Card>
    {faits.organigramme.postes.length === 0 ? null : (
      <Card>
        <Fold summary="L’organigramme en mots" open>
          <EnMots postes={faits.organigramme.postes} />
        </Fold>
      </Card>
    )}
    <LectureSeule faits={faits} />
  </Stack>
);

/** Nothing drawn yet: a model to change, or a first post. */
const Commencer = ({ faits, screen }: Props) => {
  const ici = { dossier: faits.dossier };
  return (
    <Card>
      <Empty
        icon="network"
        action={
          <Actions>
            <form method="post" action={routes.organigramme.href(ici)}>
              <GesteFields faits={faits} screen={screen} />
              <Hidden name="faire" value="modele" />
              <Button icon="network">Commencer avec un modèle</Button>
            </form>
            <LinkButton
              href={routes.organigramme.href(ici, { faire: "ajouter" })}
              kind="secondary"
              icon="plus"
            >
              Ajouter le premier poste
            </LinkButton>
          </Actions>
        }
      >
        Qui fait quoi dans l’entreprise ? Pose les postes un par un, de la direction jusqu’à toi, ou pars d’un
        petit atelier que tu changeras.
      </Empty>
    </Card>
  );
};

const Retire = ({ faits, screen, retire }: Props & { retire: NonNullable<Etat["retire"]> }) => (
  <div class="errors-focus" tabindex={-1} autofocus>
    <Notice
      kind="success"
      title={retire.message}
      action={
        <form method="post" action={routes.organigramme.href({ dossier: faits.dossier })}>
          <GesteFields faits={faits} screen={screen} />
          <Hidden name="faire" value="retablir" />
          <Hidden name="postes" value={versTexte(retire.avant)} />
          <Button kind="secondary" icon="undo-2" about="le retrait">
            Annuler
          </Button>
        </form>
      }
    >
      Tu t’es trompé ? Remets tout comme avant.
    </Notice>
  </div>
);

/** The list and its buttons; several heads and a full tree are said, never blocked. */
const Postes = (props: Props) => {
  const { faits, etat } = props;
  const { postes } = faits.organigramme;
  const tetes = postes.filter((poste) => poste.parent === null).length;
  return (
    <Card title="Les postes" meta={`${postes.length} sur ${POSTES_MAX} au plus`}>
      <ErrorSummary errors={etat.form.errors} />
      {tetes > 1 ? (
        <Notice kind="info">
          Il y a {tetes} postes tout en haut. Une entreprise a souvent une seule tête : place les autres
          dessous avec « Déplacer sous… ».
        </Notice>
      ) : null}
      <Arbre {...props} />
      <p class="meta organigramme-touches">
        Au clavier : flèches pour te déplacer, Entrée pour modifier, Inser pour ajouter, Suppr pour retirer.
      </p>
      <Barre {...props} />
    </Card>
  );
};

const Editeur = (props: Props) => {
  const { faits, etat } = props;
  const vide = faits.organigramme.postes.length === 0;
  if (vide && etat.faire === null)
    return (
      <Stack>
        {etat.retire ? <Retire {...props} retire={etat.retire} /> : null}
        <Commencer {...props} />
      </Stack>
    );
  return (
    <div class="organigramme">
      <div class="organigramme-travail">
        {etat.retire ? <Retire {...props} retire={etat.retire} /> : null}
        {etat.faire ? <SaisiePoste {...props} faire={etat.faire} /> : <Postes {...props} />}
      </div>
      {vide ? null : (
        <div class="organigramme-apercu">
          <Card title="Aperçu">
            <Dessin faits={faits} choisi={etat.choisi?.id} tutoie />
          </Card>
        </div>
      )}
    </div>
  );
};

/** « Organigramme » (S-48): an editor for its learner, a drawing and its words for the others. */
export const OrganigrammePage = (props: Props) => {
  const { actor, frame } = props.screen;
  const sien = droitsPortfolio.ecrire(actor, props.faits).ok;
  return (
    <PortfolioPage frame={frame} actor={actor} faits={props.faits} onglet="organigramme">
      {sien ? <Editeur {...props} /> : <Lecture faits={props.faits} />}
    </PortfolioPage>
  );
};
