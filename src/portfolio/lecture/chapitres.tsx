import type { Child } from "hono/jsx";
import { partiesActivite } from "#portfolio/activites/champs.ts";
import { intituleCondition, jour } from "#portfolio/activites/lecture.tsx";
import { ConseilLu } from "#portfolio/commentaires/conseils.tsx";
import { type Contexte, conseilsAutourDe, lieuDe } from "#portfolio/commentaires/rules.ts";
import { Autorisation, Vignette } from "#portfolio/fichiers/photos.tsx";
import { type Fichier, tailleLue } from "#portfolio/fichiers/rules.ts";
import type { FaitsLecture } from "#portfolio/lecture/load.ts";
import type { Contenu, TacheAffichee } from "#portfolio/rules.ts";
import { questions } from "#portfolio/semaines/form.ts";
import { datesDe, recitDe, type Semaine } from "#portfolio/semaines/rules.ts";
import { TachesLues } from "#portfolio/taches.tsx";
import { libelleCompetence, libelleTache } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
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

const Vide = ({ screen, tu, vous }: { screen: Screen<never>; tu: string; vous: string }) => (
  <Card>
    <Empty icon="notebook-pen">{screen.actor.role === "apprenant" ? tu : vous}</Empty>
  </Card>
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
      <Vide
        screen={screen}
        tu="Ta première semaine t’attend."
        vous={`${faits.apprenant.prenom} n’a encore raconté aucune semaine.`}
      />
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
      <Vide
        screen={screen}
        tu="Tu n’as pas encore présenté d’activité."
        vous={`${faits.apprenant.prenom} n’a pas encore présenté d’activité.`}
      />
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

const detailAnnexe = (fichier: Fichier) =>
  fichier.genre === "lien" ? fichier.lien : tailleLue(fichier.taille);

const AnnexeLue = ({ faits, fichier }: { faits: FaitsLecture; fichier: Fichier }) => {
  const href =
    fichier.genre === "lien"
      ? fichier.lien
      : routes.fichier.href({ dossier: faits.dossier, fichier: fichier.id });
  return (
    <li>
      {fichier.etat === "sain" ? (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow">
          {fichier.nom}
          <span class="sr-only"> (nouvel onglet)</span>
        </a>
      ) : (
        fichier.nom
      )}{" "}
      <span class="meta">{[fichier.legende, detailAnnexe(fichier)].filter(Boolean).join(" · ")}</span>{" "}
      <MarqueLue faits={faits} objet={`fichier:${fichier.id}`} />
    </li>
  );
};

export const Annexes = (props: Props) => {
  const { faits, screen } = props;
  const annexes = faits.fichiers.filter(({ ancre }) => ancre === "");
  if (annexes.length === 0)
    return <Vide screen={screen} tu="Tu n’as ajouté aucune annexe." vous="Aucune annexe." />;
  return (
    <Card>
      <ul class="plain-list annexes-liste">
        {annexes.map((fichier) => (
          <AnnexeLue faits={faits} fichier={fichier} />
        ))}
      </ul>
      <ConseilsDeLObjet {...props} objet="annexes" />
    </Card>
  );
};
