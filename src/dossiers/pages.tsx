import { estEnseignantDuDossier } from "#dossiers/rights.ts";
import { avancement } from "#dossiers/rules/avancement.ts";
import { type CodeDocument, documentsDuDossier, estOuvert } from "#dossiers/rules/documents.ts";
import { type Constat, constatAutoEvaluation, constats, type EtatDossier } from "#dossiers/rules/etat.ts";
import type { BarreVoisins } from "#dossiers/rules/voisins.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { dateRange, fullName, longDate } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Icon } from "#ui/icon.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import { Columns } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type DossierPageProps = {
  frame: Frame;
  etat: EtatDossier;
  statut: StatutPeriode;
  actor: Actor;
  today: CivilDate;
  voisins: BarreVoisins | undefined;
};

const icons: Record<CodeDocument, IconName> = {
  fiche: "file-text",
  preconvention: "printer",
  portfolio: "notebook-pen",
  "bilan-entreprise": "clipboard-check",
  "auto-evaluation": "user",
  "grille-certificative": "graduation-cap",
  attitudes: "user-check",
  "bilan-personnel": "message-square",
  presence: "calendar-check",
  attestation: "printer",
  "tableau-de-bord": "chart-line",
};

/** Which states belong to which document. */
const objets: Partial<Record<CodeDocument, Constat["objet"][]>> = {
  fiche: ["Fiche", "Tuteur", "Maître"],
  portfolio: ["Semaines", "Activités"],
  "bilan-entreprise": ["Bilan"],
  "auto-evaluation": ["Auto-évaluation"],
  attitudes: ["Attitudes"],
  "bilan-personnel": ["Bilan personnel"],
  presence: ["Absences"],
};

/** « Préparer la rencontre » (S-77): the paper to fill with the company, and the page where it is typed afterwards. */
const Rencontre = ({ etat, statut, actor }: Pick<DossierPageProps, "etat" | "statut" | "actor">) => {
  const { dossier } = etat;
  const evalue = statut.bilanEntreprise || statut.bilanAttitudes;
  if (actor.role === "apprenant" || !(evalue || statut.grilleCertificative)) return null;
  const ecrit = actor.role !== "enseignant" || estEnseignantDuDossier(actor, etat);
  return (
    <Card title="Préparer la rencontre">
      <div class="actions">
        <LinkButton icon="printer" href={routes.bilanEntrepriseGrille.href({ dossier })} download>
          Imprimer la grille vierge
        </LinkButton>
        {ecrit && evalue ? (
          <LinkButton kind="quiet" icon="clipboard-check" href={routes.transcription.href({ dossier })}>
            Reporter une grille papier
          </LinkButton>
        ) : null}
      </div>
    </Card>
  );
};

export const DossierPage = ({ frame, etat, statut, actor, today, voisins }: DossierPageProps) => {
  const { apprenant, periode, lieu, tuteur, visites } = etat;
  const mine = actor.role === "apprenant";
  const states = [...constats(etat, statut, today), constatAutoEvaluation(etat)];
  const back =
    actor.role === "enseignant"
      ? { href: routes.periodes.href({}, { niveau: periode.niveau, periode: periode.id }), text: periode.nom }
      : { href: routes.accueil.href({}), text: "Accueil" };
  return (
    <Page
      frame={frame}
      title={mine ? `Mon dossier : ${periode.nom}` : fullName(apprenant)}
      lead={`${mine ? "" : `${etat.classe.nom} · ${periode.nom} · `}${dateRange(periode.du, periode.au)} · ${avancement(periode.du, periode.au, today).texte}`}
      back={back}
      voisins={voisins}
      actions={
        actor.role === "enseignant" ? (
          <LinkButton href={routes.visiteCommencer.href({ dossier: etat.dossier })} icon="clipboard-check">
            Commencer la visite
          </LinkButton>
        ) : undefined
      }
    >
      <Columns
        sideLabel="La période"
        side={
          <>
            <Card>
              <Definitions
                rows={[
                  { term: "Statut de la période", value: statut.intitule },
                  ...(mine
                    ? []
                    : [
                        {
                          term: "Statut de l’apprenant",
                          value: apprenant.statut === "apprenti" ? "Apprenti" : "Scolaire",
                        },
                        ...(etat.partiLe ? [{ term: "Parti le", value: longDate(etat.partiLe) }] : []),
                      ]),
                  { term: "Entreprise", value: [lieu.entreprise, lieu.ville].filter(Boolean).join(", ") },
                  ...(etat.secondeEntreprise
                    ? [{ term: "Deuxième entreprise", value: etat.secondeEntreprise }]
                    : []),
                  {
                    term: apprenant.statut === "apprenti" ? "Maître d’apprentissage" : "Tuteur de stage",
                    value: tuteur.nom ? fullName(tuteur).trim() : "",
                  },
                  { term: "Professeur référent", value: etat.equipe.referent },
                  ...(etat.equipe.visiteur ? [{ term: "Visites", value: etat.equipe.visiteur }] : []),
                  ...(visites.prochaine
                    ? [{ term: "Prochaine visite", value: longDate(visites.prochaine) }]
                    : []),
                  ...(visites.derniere
                    ? [{ term: "Dernière visite", value: longDate(visites.derniere) }]
                    : []),
                  ...(etat.conventionSigneeLe
                    ? [{ term: "Convention signée", value: `le ${longDate(etat.conventionSigneeLe)}` }]
                    : []),
                ]}
              />
            </Card>
            <Rencontre etat={etat} statut={statut} actor={actor} />
          </>
        }
      >
        <Card
          title="Documents"
          id="documents"
          flush
          actions={
            <LinkButton href={routes.documents.href({ dossier: etat.dossier })} kind="quiet" icon="file-text">
              États, dates et formats
            </LinkButton>
          }
        >
          <Rows label="Documents du dossier">
            {documentsDuDossier(etat, statut, actor).map((document) => {
              const own = states.filter((state) => objets[document.code]?.includes(state.objet));
              return (
                <RowItem
                  mark={
                    <span class="dossier-icon">
                      <Icon name={icons[document.code]} />
                    </span>
                  }
                  title={document.nom}
                  detail={estOuvert(document) ? (document.note ?? null) : document.raison}
                  chips={
                    own.length > 0 ? (
                      <Chips>
                        {own.map((state) => (
                          <Chip kind={state.nature} label={state.objet}>
                            {state.texte}
                          </Chip>
                        ))}
                      </Chips>
                    ) : null
                  }
                  action={
                    estOuvert(document) ? (
                      <LinkButton href={document.href} {...(document.fichier ? { download: true } : {})}>
                        {document.texte}
                      </LinkButton>
                    ) : null
                  }
                />
              );
            })}
          </Rows>
        </Card>
      </Columns>
    </Page>
  );
};
