import { dateRange, fullName } from "#kernel/french.ts";
import { LinkButton } from "#ui/button.tsx";
import { Line } from "#ui/layout.tsx";
import type { Lieu } from "#visites/rules.ts";

const dialled = (telephone: string) => telephone.replace(/[^+\d]/g, "");
const adresseDe = ({ adresse, codePostal, ville }: Lieu) =>
  [adresse, `${codePostal} ${ville}`.trim()].filter(Boolean).join(", ");

/** The way there, by a map one opens oneself: nothing is sent before the press. */
const itineraire = (lieu: Lieu) =>
  `https://www.openstreetmap.org/search?${new URLSearchParams({ query: adresseDe(lieu) })}`;

/** Where one goes, in words. */
export const LieuDeVisite = ({ lieu }: { lieu: Lieu | undefined }) =>
  lieu?.entreprise ? (
    <p>
      <b>{lieu.entreprise}</b>
      {adresseDe(lieu) ? `, ${adresseDe(lieu)}` : ""}
      {lieu.du && lieu.au ? (
        <>
          <br />
          {dateRange(lieu.du, lieu.au)}
        </>
      ) : null}
      {lieu.tuteur.nom ? (
        <>
          <br />
          Tuteur : {fullName(lieu.tuteur)}
        </>
      ) : null}
    </p>
  ) : (
    <p class="meta">L’entreprise n’est pas encore renseignée dans la fiche de liaison.</p>
  );

/** Call, go there: what one does standing, with a telephone in the hand. */
export const Joindre = ({ lieu, about }: { lieu: Lieu | undefined; about: string }) =>
  lieu ? (
    <Line>
      {lieu.tuteur.telephone ? (
        <LinkButton href={`tel:${dialled(lieu.tuteur.telephone)}`} icon="phone" about={about}>
          Appeler le tuteur
        </LinkButton>
      ) : lieu.telephone ? (
        <LinkButton href={`tel:${dialled(lieu.telephone)}`} icon="phone" about={about}>
          Appeler l’entreprise
        </LinkButton>
      ) : null}
      {adresseDe(lieu) ? (
        <LinkButton href={itineraire(lieu)} icon="map-pin" newTab about={about}>
          Itinéraire
        </LinkButton>
      ) : null}
    </Line>
  ) : null;

/** Every company of a dossier, one after the other. */
export const LieuxDeVisite = ({
  lieux,
  apprenant,
}: {
  lieux: readonly Lieu[];
  apprenant: { nom: string; prenom: string };
}) => (
  <>
    {lieux.length === 0 ? <LieuDeVisite lieu={undefined} /> : null}
    {lieux.map((lieu) => (
      <>
        <LieuDeVisite lieu={lieu} />
        <Joindre
          lieu={lieu}
          about={
            lieux.length > 1
              ? `pour ${fullName(apprenant)}, ${lieu.entreprise}`
              : `pour ${fullName(apprenant)}`
          }
        />
      </>
    ))}
  </>
);
