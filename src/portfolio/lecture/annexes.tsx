import { type Fichier, tailleLue } from "#portfolio/fichiers/rules.ts";
import { ConseilsDeLObjet, MarqueLue, type Props, Vide } from "#portfolio/lecture/chapitres.tsx";
import type { FaitsLecture } from "#portfolio/lecture/load.ts";
import { routes } from "#routes.ts";
import { Card } from "#ui/card.tsx";

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
    return (
      <Card>
        <Vide
          screen={screen}
          icon="paperclip"
          tu="Tu n’as ajouté aucune annexe."
          faire={{
            href: routes.annexesPortfolio.href({ dossier: faits.dossier }),
            text: "Ajouter une annexe",
          }}
          vous="Aucune annexe."
        />
      </Card>
    );
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
