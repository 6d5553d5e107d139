import type { Child } from "hono/jsx";
import { partiesActivite } from "#portfolio/activites/champs.ts";
import { intituleCondition, jour } from "#portfolio/activites/lecture.tsx";
import { ConseilLu } from "#portfolio/commentaires/conseils.tsx";
import { type Contexte, conseilsAutourDe, lieuDe } from "#portfolio/commentaires/rules.ts";
import { Autorisation, Vignette } from "#portfolio/fichiers/photos.tsx";
import type { FaitsLecture } from "#portfolio/lecture/load.ts";
import type { Contenu, TacheAffichee } from "#portfolio/rules.ts";
import { questions } from "#portfolio/semaines/form.ts";
import { datesDe, recitDe, type Semaine } from "#portfolio/semaines/rules.ts";
import { TachesLues } from "#portfolio/taches.tsx";
import { libelleCompetence, libelleTache } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import type { Screen } from "#web/act.ts";

export type Props = { faits: FaitsLecture; screen: Screen<never>; contexte: Contexte };

/** « nouveau », « modifié »: in words, since the reader's last visit. */
export const MarqueLue = ({ faits, objet }: { faits: FaitsLecture; objet: string }) => {
  const marque = faits.marques.get(objet);
  return marque ? <Chip kind="now">{marque}</Chip> : null;
};

/** The comments about an object and its fields, each with what it is about. */
export const ConseilsDeLObjet = ({ faits, screen, contexte, objet }: Props & { objet: string }) => {
  const conseils = conseilsAutourDe(faits.conseils, objet);
  if (conseils.length === 0) return null;
  return (
    <div class="conseils-corps">
      <ol class="commentaires">
        {conseils.map((conseil) => (
          <ConseilLu
            screen={screen}
            conseil={conseil}
            lieu={
              conseil.ancre === objet ? null : (
                <p class="meta">Sur : {lieuDe(conseil.ancre, contexte)?.nom.split(" · ").at(-1)}</p>
              )
            }
          />
        ))}
      </ol>
    </div>
  );
};

const Photos = ({ faits, ancre, titre }: { faits: FaitsLecture; ancre: string; titre: string }) => {
  const photos = faits.fichiers.filter((fichier) => fichier.ancre === ancre && fichier.genre === "image");
  if (photos.length === 0) return null;
  return (
    <>
      <h4>{titre}</h4>
      <ul class="photos-liste">
        {photos.map((fichier) => (
          <li>
            <figure class="photo">
              {fichier.etat === "sain" ? (
                <a href={routes.fichier.href({ dossier: faits.dossier, fichier: fichier.id })}>
                  <Vignette fichier={fichier} dossier={faits.dossier} />
                </a>
              ) : (
                <p class="photo-attente">Vérification antivirus en attente</p>
              )}
              <figcaption>
                {fichier.legende ? <p>{fichier.legende}</p> : null}
                <Autorisation fichier={fichier} />
                <MarqueLue faits={faits} objet={`fichier:${fichier.id}`} />
              </figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </>
  );
};

/** The tasks ticked in a text, in words. */
const taches = ({ referentiel }: FaitsLecture, contenu: Contenu): TacheAffichee[] =>
  (contenu.taches as readonly string[]).map((code) => ({ code, intitule: libelleTache(referentiel, code) }));

type VideProps = {
  screen: Screen<never>;
  icon?: IconName;
  /** to the learner, and where he begins */
  tu: string;
  faire: { href: string; text: string };
  /** to whoever reads */
  vous: string;
};

/** A chapter where nothing stands yet. */
export const Vide = ({ screen, icon = "notebook-pen", tu, faire, vous }: VideProps) =>
  screen.actor.role === "apprenant" ? (
    <Empty icon={icon} action={<LinkButton href={faire.href}>{faire.text}</LinkButton>}>
      {tu}
    </Empty>
  ) : (
    <Empty icon={icon}>{vous}</Empty>
  );

/** The heading of an object: its name as a link to its own page, and what became of it. */
export const Titre = ({
  href,
  children,
  faits,
  objet,
}: {
  href: string;
  children: Child;
  faits: FaitsLecture;
  objet: string;
}) => (
  <>
    <a href={href}>{children}</a> <MarqueLue faits={faits} objet={objet} />
  </>
);

const SemaineLue = ({ semaine, ...props }: Props & { semaine: Semaine }) => {
  const { faits } = props;
  const { lundi, numero } = semaine;
  const ecrite = faits.semaines.find((one) => one.lundi === lundi);
  if (!ecrite) return null;
  return (
    <Card
      level={3}
      id={`semaine-${lundi}`}
      title={
        <Titre
          href={routes.semaine.href({ dossier: faits.dossier, lundi })}
          faits={faits}
          objet={`semaine:${lundi}`}
        >
          Semaine {numero}
        </Titre>
      }
      meta={datesDe(lundi, faits.periode)}
    >
      <Definitions
        empty="Rien d’écrit"
        rows={[
          ...questions.map(({ name, libelle }) => ({
            term: libelle,
            value: name === "fait" ? recitDe(ecrite.contenu) : (ecrite.contenu[name] as string),
          })),
          {
            term: "Tâches réalisées",
            value: <TachesLues taches={taches(faits, ecrite.contenu)} vide="Aucune tâche cochée" />,
          },
        ]}
      />
      <Photos faits={faits} ancre={`semaine:${lundi}`} titre="Photos" />
      <ConseilsDeLObjet {...props} objet={`semaine:${lundi}`} />
    </Card>
  );
};

export const Semaines = ({ montre, ...props }: Props & { montre: (objet: string) => boolean }) => {
  const { faits, screen, contexte } = props;
  if (faits.semaines.length === 0)
    return (
      <Card>
        <Vide
          screen={screen}
          tu="Ta première semaine t’attend."
          faire={{ href: routes.semaines.href({ dossier: faits.dossier }), text: "Raconter ma semaine" }}
          vous={`${faits.apprenant.prenom} n’a encore raconté aucune semaine.`}
        />
      </Card>
    );
  return (
    <>
      {contexte.semaines
        .filter(({ lundi }) => montre(`semaine:${lundi}`))
        .map((semaine) => (
          <SemaineLue {...props} semaine={semaine} />
        ))}
    </>
  );
};

const ActiviteLue = ({ activite, ...props }: Props & { activite: FaitsLecture["activites"][number] }) => {
  const { faits } = props;
  const { id, titre, condition, contenu } = activite;
  return (
    <Card
      level={3}
      id={`activite-${id}`}
      title={
        <Titre
          href={routes.activite.href({ dossier: faits.dossier, activite: id })}
          faits={faits}
          objet={`activite:${id}`}
        >
          {titre}
        </Titre>
      }
      meta={intituleCondition(condition)}
    >
      <Photos faits={faits} ancre={`activite:${id}:avant`} titre="Avant" />
      {partiesActivite.map((partie) => (
        <>
          <h4>{partie.titre}</h4>
          <Definitions
            empty="Rien d’écrit"
            rows={partie.champs.map(({ name, label, kind }) => ({
              term: label,
              value: kind === "date" ? jour(contenu[name] as string) : (contenu[name] as string),
            }))}
          />
        </>
      ))}
      <Photos faits={faits} ancre={`activite:${id}:apres`} titre="Après" />
      <h4>Tâches et compétences</h4>
      <TachesLues taches={taches(faits, contenu)} vide="Aucune tâche cochée" />
      <TachesLues
        taches={activite.competences.map((code) => ({
          code,
          intitule: libelleCompetence(faits.referentiel, code),
        }))}
        vide="Aucune compétence cochée"
      />
      <ConseilsDeLObjet {...props} objet={`activite:${id}`} />
    </Card>
  );
};

export const Activites = ({ montre, ...props }: Props & { montre: (objet: string) => boolean }) => {
  const { faits, screen } = props;
  if (faits.activites.length === 0)
    return (
      <Card>
        <Vide
          screen={screen}
          icon="wrench"
          tu="Tu n’as pas encore présenté d’activité."
          faire={{
            href: routes.activiteNouvelle.href({ dossier: faits.dossier }),
            text: "Ajouter une activité",
          }}
          vous={`${faits.apprenant.prenom} n’a pas encore présenté d’activité.`}
        />
      </Card>
    );
  return (
    <>
      {faits.activites
        .filter(({ id }) => montre(`activite:${id}`))
        .map((activite) => (
          <ActiviteLue {...props} activite={activite} />
        ))}
    </>
  );
};
