import { precisionEnMots } from "#geographie/en-mots.ts";
import { DessinsDeCarte, SourcesDeCarte } from "#portfolio/carte/dessin.tsx";
import { aDessiner, adresseEnLignes, nomDuLieu } from "#portfolio/carte/rules.ts";
import { questionsEntreprise } from "#portfolio/entreprise/form.ts";
import { ConseilsDeLObjet, MarqueLue, type Props, Titre, Vide } from "#portfolio/lecture/chapitres.tsx";
import { routes } from "#routes.ts";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";

export const Entreprise = (props: Props) => {
  const { faits, screen } = props;
  const { lieux, dossier, presentation } = faits;
  const deux = lieux.length > 1;
  return (
    <Card
      level={3}
      title={
        <Titre href={routes.presentation.href({ dossier })} faits={faits} objet="presentation">
          {faits.sommaire.entreprises.join(", puis ") || "L’entreprise"}
        </Titre>
      }
    >
      <Definitions
        rows={[
          ...lieux.map((lieu) => ({
            term: deux ? nomDuLieu(lieu, deux) : "Adresse",
            value: adresseEnLignes(lieu.adresse),
          })),
          ...questionsEntreprise.map(({ name, label }) => ({
            term: label,
            value: presentation.contenu[name] as string,
          })),
        ]}
        empty={screen.actor.role === "apprenant" ? "À écrire" : "Pas encore écrit"}
      />
      <ConseilsDeLObjet {...props} objet="presentation" />
    </Card>
  );
};

/** The map in both its sizes; the style sheet shows the one that fits. The addresses in words are above. */
export const Carte = (props: Props) => {
  const { faits, screen } = props;
  const { lieux } = faits;
  const tutoie = screen.actor.role === "apprenant";
  const carte = aDessiner(lieux);
  const deux = lieux.length > 1;
  return (
    <Card>
      <MarqueLue faits={faits} objet="carte" />
      {carte ? (
        <>
          <div class="carte-cadre">
            <DessinsDeCarte screen={screen} carte={carte} echelle={carte.autre ? "ensemble" : "secteur"} />
          </div>
          <Definitions
            rows={lieux.flatMap((lieu) => {
              const { position } = lieu;
              if (!position) return [];
              const ou = screen.deps.geographie.carteEnMots(position.point);
              const precision =
                position.par === "adresse"
                  ? precisionEnMots(position)
                  : tutoie
                    ? "repère placé par toi"
                    : `repère placé par ${faits.apprenant.prenom}`;
              return {
                term: deux ? nomDuLieu(lieu, deux) : "Situation",
                value: [ou, precision].filter(Boolean).join(" · "),
              };
            })}
          />
        </>
      ) : (
        <Vide
          screen={screen}
          icon="map-pin"
          tu="La carte s’affichera quand l’adresse de l’entreprise sera dans ta fiche de liaison."
          faire={{
            href: routes.ficheLieu.href({ dossier: faits.dossier }),
            text: "Voir ma fiche de liaison",
          }}
          vous="La carte s’affichera quand l’adresse de l’entreprise sera dans la fiche de liaison."
        />
      )}
      <p class="lien-ecran">
        <a href={routes.portfolio.href({ dossier: faits.dossier, onglet: "carte" })}>
          {tutoie ? "Vérifier le repère sur la carte" : "La carte de plus près"}
        </a>
      </p>
      {carte ? <SourcesDeCarte screen={screen} /> : null}
      <ConseilsDeLObjet {...props} objet="carte" />
    </Card>
  );
};
