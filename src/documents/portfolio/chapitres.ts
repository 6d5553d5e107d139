import type { Block, Picture, Text } from "#documents/portfolio/blocks.ts";
import type {
  ActivitePresentee,
  CommentaireLu,
  DonneesPortfolio,
  Intitule,
  SemaineEcrite,
} from "#documents/portfolio/donnees.ts";
import { addDays, type CivilDate, civilDateIn, parseCivilDate } from "#kernel/civil-date.ts";
import { dateRange, de, fullName, instantText, longDate } from "#kernel/french.ts";
import { conditions, partiesActivite } from "#portfolio/activites/champs.ts";
import { lieuDe } from "#portfolio/commentaires/rules.ts";
import { questionsEntreprise } from "#portfolio/entreprise/form.ts";
import { semainesDe, titreDuJour } from "#portfolio/semaines/rules.ts";

/** The chapters of the portfolio, each the blocks under its heading; [] when the learner has written nothing there. */

const heading = (level: 2 | 3, text: string): Block => ({ kind: "heading", level, text });
const quiet = (text: Text): Block => ({ kind: "paragraph", text, look: "quiet" });

/** What was typed, a paragraph where a line was left empty. */
const paragraphs = (text: string): Block[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => ({ kind: "paragraph", text: part }));

const filled = (rows: readonly { term: string; value: string }[]) =>
  rows.filter(({ value }) => value.trim() !== "");

const definitions = (title: string, rows: readonly { term: string; value: string }[]): Block[] =>
  filled(rows).length > 0 ? [{ kind: "definitions", title, rows: filled(rows) }] : [];

const drawing = (picture: Picture): Block => ({ kind: "pictures", pictures: [picture], wide: true });

/** Pictures two by two: a page of photos stays a page. */
function pictures(all: readonly Picture[]): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < all.length; i += 2) {
    const [first, second] = [all[i]!, all[i + 1]];
    blocks.push({ kind: "pictures", pictures: second ? [first, second] : [first] });
  }
  return blocks;
}

const adresseDe = (place: { adresse: string; codePostal: string; ville: string }): string =>
  [place.adresse, `${place.codePostal} ${place.ville}`]
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");

/** Tasks or competences under their heading, code and label. */
const intitules = (titre: string, cochees: readonly Intitule[]): Block[] =>
  cochees.length === 0
    ? []
    : [
        heading(3, titre),
        {
          kind: "list",
          items: cochees.map(({ code, intitule }) => ({
            level: 0,
            text: code === intitule ? code : [{ text: code, bold: true }, { text: `\u00a0: ${intitule}` }],
          })),
        },
      ];

export function entreprise({ accueil, tuteur, apprenant, presentation }: DonneesPortfolio): Block[] {
  const accompagne = apprenant.statut === "apprenti" ? "Maître d’apprentissage" : "Tuteur";
  return [
    ...definitions("L’entreprise d’accueil", [
      { term: "Nom", value: accueil?.entreprise ?? "" },
      { term: "Adresse", value: accueil ? adresseDe(accueil) : "" },
      { term: "Secteur d’activité", value: accueil?.secteur ?? "" },
      { term: "Téléphone", value: accueil?.telephone ?? "" },
      { term: accompagne, value: tuteur ? fullName(tuteur).trim() : "" },
      { term: "Son téléphone", value: tuteur?.telephone ?? "" },
      { term: "Son courriel", value: tuteur?.courriel ?? "" },
      ...questionsEntreprise
        .filter(({ kind }) => kind === "ligne")
        .map(({ name, label }) => ({ term: label, value: presentation[name] })),
    ]),
    ...questionsEntreprise.flatMap(({ name, label, kind }): Block[] => {
      if (kind === "ligne") return [];
      const answer = presentation[name].trim();
      return answer === "" ? [] : [heading(2, label), ...paragraphs(answer)];
    }),
  ];
}

export function geolocaliser({ accueil, carte }: DonneesPortfolio): Block[] {
  const adresse = accueil ? adresseDe(accueil) : "";
  return [
    ...(adresse
      ? [
          {
            kind: "paragraph" as const,
            text: [{ text: `${accueil?.entreprise ?? ""}\n`, bold: true }, { text: adresse }],
          },
        ]
      : []),
    ...(carte ? [drawing(carte.image), quiet(`Précision du repère\u00a0: ${carte.precision}.`)] : []),
  ];
}

export function organigramme({ organigramme: { image, postes } }: DonneesPortfolio): Block[] {
  if (postes.length === 0) return [];
  return [
    ...(image ? [drawing(image)] : []),
    heading(2, "L’organigramme en toutes lettres"),
    {
      kind: "list",
      items: postes.map(({ niveau, fonction, nom }) => ({
        level: niveau - 1,
        text: [{ text: fonction, bold: true }, { text: nom && `, ${nom}` }],
      })),
    },
  ];
}

/** « du 9 au 13 novembre 2026 »: Monday to Friday, within the period. */
function datesEnMots(lundi: CivilDate, { du, au }: { du: CivilDate; au: CivilDate }): string {
  const friday = addDays(lundi, 4);
  const from = du > lundi && du <= friday ? du : lundi;
  const to = au < friday && au >= lundi ? au : friday;
  if (from === to) return `le ${longDate(from)}`;
  return from.slice(0, 7) === to.slice(0, 7)
    ? `du ${dateRange(from, to).split(" ")[1]} au ${longDate(to)}`
    : dateRange(from, to);
}

const QUESTIONS = [
  ["fait", "Ce que j’ai fait"],
  ["reussi", "Ce que j’ai réussi"],
  ["aime", "Ce que j’ai aimé"],
  ["difficile", "Ce qui a été difficile"],
] as const;

const estEcrite = (semaine: SemaineEcrite | undefined): semaine is SemaineEcrite =>
  semaine !== undefined &&
  (QUESTIONS.some(([name]) => semaine[name].trim() !== "") ||
    Object.values(semaine.jours).some((texte) => texte.trim() !== "") ||
    semaine.taches.length > 0 ||
    semaine.photos.length > 0);

const joursDe = (jours: SemaineEcrite["jours"]) =>
  Object.entries(jours)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([jour, value]) => {
      const date = parseCivilDate(jour);
      return { term: date ? titreDuJour(date) : jour, value };
    });

export function semaines({ semaines: ecrites, periode, fuseau }: DonneesPortfolio): Block[] {
  const toutes = semainesDe(
    periode,
    ecrites.map(({ lundi }) => lundi),
  );
  const celle = (lundi: CivilDate) => ecrites.find((semaine) => semaine.lundi === lundi);
  const vides = toutes.filter(({ lundi }) => !estEcrite(celle(lundi)));
  if (vides.length === toutes.length) return [];
  return [
    ...toutes.flatMap(({ lundi, numero }): Block[] => {
      const semaine = celle(lundi);
      if (!estEcrite(semaine)) return [];
      return [
        heading(2, `Semaine ${numero}, ${datesEnMots(lundi, periode)}`),
        ...QUESTIONS.flatMap(([name, label]) => {
          const text = paragraphs(semaine[name]);
          const days = name === "fait" ? definitions("Jour par jour", joursDe(semaine.jours)) : [];
          return text.length + days.length === 0 ? [] : [heading(3, label), ...text, ...days];
        }),
        ...intitules("Tâches mises en œuvre", semaine.taches),
        ...pictures(semaine.photos),
        ...semaine.vues.map((vue) =>
          quiet(
            `Vu par ${fullName(vue)} (${vue.role}), le ${instantText(vue.le, fuseau)}${vue.mot ? `\u00a0: «\u00a0${vue.mot}\u00a0»` : "."}`,
          ),
        ),
      ];
    }),
    ...(vides.length > 0
      ? [
          quiet(
            `Pas encore raconté\u00a0: ${vides.map(({ numero, lundi }) => `semaine ${numero}, ${datesEnMots(lundi, periode)}`).join("\u00a0; ")}.`,
          ),
        ]
      : []),
  ];
}

const valeur = (kind: string, text: string): string => {
  const date = kind === "date" ? parseCivilDate(text) : undefined;
  return date ? longDate(date) : text;
};

const prefixed = (word: string, all: readonly Picture[]): Picture[] =>
  all.map((picture) => ({
    ...picture,
    caption: picture.caption ? `${word}\u00a0: ${picture.caption}` : word,
  }));

function activite(une: ActivitePresentee): Block[] {
  const condition = conditions.find(({ code }) => code === une.condition)?.intitule;
  const parties = partiesActivite.flatMap(({ titre, champs }) =>
    definitions(
      titre,
      champs.map(({ name, label, kind }) => ({ term: label, value: valeur(kind, une.champs[name] ?? "") })),
    ),
  );
  return [
    heading(2, une.titre),
    ...(condition ? [quiet(`Conditions de réalisation\u00a0: ${condition.toLocaleLowerCase("fr")}.`)] : []),
    ...(parties.length > 0
      ? parties
      : [quiet("Le bon de travail et le rapport d’intervention restent à écrire.")]),
    ...intitules("Tâches mises en œuvre", une.taches),
    ...intitules("Compétences mises en œuvre", une.competences),
    ...pictures([...prefixed("Avant", une.avant), ...prefixed("Après", une.apres)]),
  ];
}

/** Those the learner selected, each on its own page: a work order and its report. */
export function activites({ activites: toutes }: DonneesPortfolio): Block[] {
  return toutes
    .filter(({ exporter }) => exporter)
    .flatMap((une, i): Block[] => [...(i > 0 ? [{ kind: "pageBreak" as const }] : []), ...activite(une)]);
}

const GENRES: Record<string, string> = {
  "application/pdf": "PDF",
  "image/jpeg": "Image",
  "image/png": "Image",
  "image/webp": "Image",
};

/** « 340 Ko », « 1,2 Mo » */
const poids = (octets: number): string =>
  octets < 1_000_000
    ? `${Math.max(1, Math.round(octets / 1000))}\u00a0Ko`
    : `${(octets / 1_000_000).toLocaleString("fr-FR", { maximumFractionDigits: 1 })}\u00a0Mo`;

/** An address that may be opened; anything else stays words. */
const lienSur = (lien: string): string | undefined =>
  /^(https?:\/\/|mailto:)[^\s"<>]+$/i.test(lien) ? lien : undefined;

export function annexes({ annexes: toutes }: DonneesPortfolio): Block[] {
  const fichiers = toutes.filter(({ genre }) => genre !== "lien");
  const liens = toutes.filter(({ genre }) => genre === "lien");
  return [
    ...(fichiers.length > 0
      ? [
          heading(2, fichiers.length > 1 ? "Documents" : "Document"),
          {
            kind: "table" as const,
            widths: [70, 70, 30],
            head: ["Document", "Ce qu’il montre", "Nature"],
            rows: fichiers.map(({ nom, legende, type, taille }) => [
              nom,
              legende,
              [GENRES[type] ?? "Document", ...(taille > 0 ? [poids(taille)] : [])].join(", "),
            ]),
          },
          ...pictures(fichiers.flatMap(({ image }) => image ?? [])),
        ]
      : []),
    ...(liens.length > 0
      ? [
          heading(2, liens.length > 1 ? "Adresses web" : "Adresse web"),
          {
            kind: "list" as const,
            items: liens.map(({ nom, legende, lien }) => ({
              level: 0,
              text: [
                { text: `${legende || nom || lien}\n`, bold: true },
                { text: lien, link: lienSur(lien) },
              ],
            })),
          },
        ]
      : []),
  ];
}

/** General ones first, then what they are about in the order of the tabs, as the screen names it. */
function parSujet(donnees: DonneesPortfolio): Map<string, CommentaireLu[]> {
  const { dossier, periode, semaines: ecrites, activites: presentees } = donnees;
  const contexte = {
    dossier,
    semaines: semainesDe(
      periode,
      ecrites.map(({ lundi }) => lundi),
    ),
    activites: presentees,
  };
  return Map.groupBy(
    [...(donnees.commentaires ?? [])].sort((a, b) => Number(a.ancre !== "") - Number(b.ancre !== "")),
    ({ ancre }) => lieuDe(ancre, contexte)?.nom ?? "Une partie retirée du portfolio",
  );
}

export function commentaires(donnees: DonneesPortfolio): Block[] {
  const jour = (le: Date) => longDate(civilDateIn(le, donnees.fuseau));
  return [...parSujet(donnees)].flatMap(([titre, lus]): Block[] => [
    heading(2, titre),
    ...lus.flatMap(({ auteur, le, faitLe, texte, reponse }): Block[] => [
      quiet([
        { text: fullName(auteur), bold: true },
        {
          text: `, ${auteur.role}, le ${jour(le)}. ${
            faitLe ? `Pris en compte le ${jour(faitLe)}.` : "À prendre en compte."
          }`,
        },
      ]),
      { kind: "paragraph", text: texte, look: "quote" },
      ...(reponse
        ? [
            {
              kind: "paragraph" as const,
              text: [
                { text: `Réponse ${de(donnees.apprenant.prenom)}\u00a0: `, bold: true },
                { text: reponse },
              ],
            },
          ]
        : []),
    ]),
  ]);
}
