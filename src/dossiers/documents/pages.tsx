import { avancement } from "#dossiers/rules/avancement.ts";
import type { EtatDossier } from "#dossiers/rules/etat.ts";
import type { FichierPapier, Geste, Papier, Trace } from "#dossiers/rules/papiers.ts";
import type { BarreVoisins } from "#dossiers/rules/voisins.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { dateRange, de, fullName, instantText } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { type Frame, Page } from "#ui/page.tsx";

const gestes: Record<Geste, string> = {
  modifie: "Dernière modification",
  transmis: "Transmission",
  valide: "Validation",
  joint: "Scan joint",
  imprime: "Dernière impression",
};
const ordre: Geste[] = ["transmis", "valide", "joint", "modifie", "imprime"];

/** « Transmission : 3 déc. à 14 h 02, par Sophie Mercier » */
const Traces = ({
  traces,
  auteur,
  fuseau,
}: {
  traces: readonly Trace[];
  /** who alone writes what names nobody */
  auteur: string;
  fuseau: string;
}) => (
  <>
    {ordre
      .flatMap((geste) => traces.filter((trace) => trace.geste === geste))
      .map((trace) => (
        <li>
          {gestes[trace.geste]} : {instantText(trace.le, fuseau)}, par{" "}
          {trace.par ? fullName(trace.par) : auteur}
        </li>
      ))}
  </>
);

const Formats = ({ fichiers, nom }: { fichiers: readonly FichierPapier[]; nom: string }) => (
  <>
    {fichiers.map(({ format, href }) => (
      <LinkButton href={href} kind="quiet" icon="download" download about={`: ${nom}`}>
        {format}
      </LinkButton>
    ))}
  </>
);

type LigneProps = { papier: Papier; auteur: string; fuseau: string };

const Ligne = ({ papier, auteur, fuseau }: LigneProps) => (
  <li class="papier" id={`papier-${papier.code}`}>
    <div class="papier-quoi">
      <h2 class="papier-nom">{papier.nom}</h2>
      {papier.etat ? <Chip kind={papier.etat.nature}>{papier.etat.texte}</Chip> : null}
    </div>
    <ul class="papier-faits">
      {papier.raison === null ? null : <li class="papier-raison">{papier.raison}</li>}
      <Traces traces={papier.traces} auteur={auteur} fuseau={fuseau} />
      {papier.lecteurs ? <li>Ouvert à : {papier.lecteurs}.</li> : null}
    </ul>
    {papier.page || papier.fichiers.length > 0 ? (
      <div class="papier-gestes">
        <Formats fichiers={papier.fichiers} nom={papier.nom} />
        {papier.page ? <LinkButton href={papier.page.href}>{papier.page.texte}</LinkButton> : null}
      </div>
    ) : null}
  </li>
);

/** Who opens what nothing is said of. */
const lecteursEnGeneral = ({ apprenant }: EtatDossier, mine: boolean): string => {
  const entreprise = apprenant.statut === "apprenti" ? "maître d’apprentissage" : "tuteur";
  return mine
    ? `Tes enseignants et ton ${entreprise} ouvrent les mêmes documents que toi, sauf quand c’est écrit. L’administrateur n’en lit aucun.`
    : `Ouverts à l’apprenant, aux enseignants du lycée et au ${entreprise}, sauf quand c’est écrit. L’administrateur n’en lit aucun.`;
};

type DocumentsPageProps = {
  frame: Frame;
  etat: EtatDossier;
  papiers: readonly Papier[];
  actor: Actor;
  today: CivilDate;
  voisins: BarreVoisins | undefined;
};

/** « Documents »: every document of a dossier, where it stands, who last did what, the files it is given in. */
export const DocumentsPage = ({ frame, etat, papiers, actor, today, voisins }: DocumentsPageProps) => {
  const { apprenant, periode, dossier } = etat;
  const mine = actor.role === "apprenant";
  const dates = dateRange(periode.du, periode.au);
  return (
    <Page
      frame={frame}
      title={mine ? `Mes documents : ${periode.nom}` : `Documents ${de(fullName(apprenant))}`}
      lead={`${mine ? "" : `${etat.classe.nom} · ${periode.nom} · `}${dates} · ${avancement(periode.du, periode.au, today).texte}`}
      back={{ href: routes.dossier.href({ dossier }), text: mine ? "Mon dossier" : "Dossier" }}
      voisins={voisins}
    >
      <p class="meta papiers-lecteurs">{lecteursEnGeneral(etat, mine)}</p>
      <Card flush>
        <ul class="rows papiers" aria-label="Documents du dossier">
          {papiers.map((papier) => (
            <Ligne papier={papier} auteur={fullName(apprenant)} fuseau={actor.etablissement.fuseau} />
          ))}
        </ul>
      </Card>
    </Page>
  );
};
