import { z } from "zod";
import { type FaitsConvention, loadConvention } from "#documents/convention/load.ts";
import { ConventionPage, type Formulaires } from "#documents/convention/pages.tsx";
import {
  estUnScan,
  extensionDe,
  refusEnVous,
  scanPresent,
  scansRetires,
} from "#documents/convention/scan/rules.ts";
import { noterConvention, retirerScanPresent } from "#documents/convention/store.ts";
import { droitsDocuments } from "#documents/rights.ts";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import { verifierSignature } from "#fiche-de-liaison/rules/convention.ts";
import { conflitAvec } from "#fiche-de-liaison/rules.ts";
import { contentDisposition, fileName } from "#files/download.ts";
import { type Recu, recevoir } from "#files/recevoir.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { date } from "#kernel/fields.ts";
import { formOf } from "#kernel/form.ts";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { fullName, longDate } from "#kernel/french.ts";
import { newId } from "#kernel/id.ts";
import { ANCRE_CONVENTION } from "#portfolio/fichiers/rules.ts";
import { insertFichier, setFichierRetire, tenirMagasin } from "#portfolio/fichiers/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

/** `connue`: what the page said when it was drawn, "" while unsigned. */
type Saisie = { connue: string; signeeLe: CivilDate | null };

function lireSignature(input: FormInput): Parsed<Saisie> {
  const connue = input.text("connue");
  if (input.text("acte") === "annuler") return parsed({ connue, signeeLe: null });
  const read = readForm(z.object({ signeeLe: date("Indiquez le jour de la signature.") }), input);
  return read.ok ? parsed({ connue, signeeLe: read.value.signeeLe }) : read;
}

const dit = (jour: CivilDate | null): string => (jour ? longDate(jour) : "");

const page = (faits: FaitsConvention, { actor, frame, today }: Screen, forms: Partial<Formulaires> = {}) => (
  <ConventionPage
    faits={faits}
    frame={frame}
    fuseau={actor.etablissement.fuseau}
    mien={actor.role === "apprenant"}
    forms={{
      signature: forms.signature ?? formOf({ signeeLe: faits.convention?.signeeLe ?? today }),
      scan: forms.scan ?? formOf(),
    }}
    noter={droitsFiche.noterConvention(actor, faits)}
    joindre={droitsDocuments.joindreConvention(actor, faits)}
    today={today}
  />
);

/** The paper convention, marked signed or not: from then on a learner's change is a proposal (product.md, the chain, 4). */
const noter = act({
  path: routes.convention,
  name: "fiche.convention.noter",
  right: droitsFiche.noterConvention,
  load: (work) => loadConvention(work, true),
  form: (input) => lireSignature(input),
  decide: (_, { signeeLe }, { today }) => (signeeLe ? verifierSignature(signeeLe, today) : allowed),
  write: async ({ tx, actor }, faits, { connue, signeeLe }) => {
    const { dossier, convention } = faits;
    const avant = convention?.signeeLe ?? null;
    if (connue !== (avant ?? ""))
      return {
        stale: conflitAvec(
          { version: 0, auteur: convention?.noteePar ?? null, le: null },
          actor.etablissement.fuseau,
          [
            {
              name: "signeeLe",
              label: "Convention",
              yours: dit(signeeLe) || "Non signée",
              theirs: dit(avant) || "Non signée",
            },
          ],
        ),
      };
    await noterConvention(tx, dossier, signeeLe && { le: signeeLe, par: actor.habilitation });
    return {
      to: routes.convention.href({ dossier }),
      object: dossier,
      details: {
        changements: [
          { name: "convention", label: "Convention signée", avant: dit(avant), apres: dit(signeeLe) },
        ],
      },
      message: signeeLe
        ? `Convention notée signée le ${longDate(signeeLe)}.`
        : "La convention n’est plus notée comme signée.",
    };
  },
  page: (faits, screen, form) => page(faits, screen, { signature: form }),
});

/** The scan of the signed convention (B-26); a new one takes the place of the one before, which can come back. */
const joindre = act({
  path: routes.conventionScan,
  name: "convention.scan.joindre",
  right: droitsDocuments.joindreConvention,
  prepare: async ({ input, deps }): Promise<Decision<Recu>> => {
    const file = input.file("fichier");
    if (!file) return refuse("fichier-absent", "Choisissez d’abord un fichier.", "fichier");
    return recevoir(new Uint8Array(await file.arrayBuffer()), deps.files);
  },
  load: (work) => loadConvention(work, true),
  form: (_, __, recu) => {
    if (!recu.ok) return misread({ fichier: refusEnVous(recu).message });
    const scan = estUnScan(recu.value.depot.type);
    return scan.ok ? parsed(recu.value) : misread({ fichier: scan.message });
  },
  write: async ({ tx, actor, now, deps }, { dossier, scans }, { depot, etat }) => {
    const etablissement = actor.etablissement.id;
    await tenirMagasin(tx, etablissement, false);
    const empreinte = await deps.files.put(etablissement, depot.contenu);
    await retirerScanPresent(tx, dossier, now);
    const id = newId();
    await insertFichier(
      tx,
      { etablissement, dossier, auteur: actor.habilitation },
      {
        id,
        ancre: ANCRE_CONVENTION,
        genre: depot.genre,
        nom: `Convention signée.${depot.extension}`,
        type: depot.type,
        taille: depot.contenu.length,
        largeur: depot.genre === "image" ? depot.largeur : null,
        hauteur: depot.genre === "image" ? depot.hauteur : null,
        empreinte,
        legende: "",
        etat,
      },
      now,
    );
    const quoi = scanPresent(scans) ? "Scan remplacé" : "Scan joint";
    return {
      to: `${routes.convention.href({ dossier })}#scan`,
      message:
        etat === "sain"
          ? `${quoi}.`
          : `${quoi} : l’antivirus ne répond pas, il s’ouvrira quand il aura été vérifié.`,
      object: dossier,
      details: { fichier: id, type: depot.type, taille: depot.contenu.length },
    };
  },
  page: (faits, screen, form) => page(faits, screen, { scan: form }),
});

/** The scan in force, always downloaded, never opened in a page. */
const telecharger = view({
  path: routes.conventionScan,
  right: droitsFiche.lire,
  load: async (work) => {
    const faits = await loadConvention(work);
    const scan = faits && scanPresent(faits.scans);
    return faits && scan?.etat === "sain" && scan.empreinte
      ? { ...faits, scan: { ...scan, empreinte: scan.empreinte } }
      : null;
  },
  page: async ({ scan, periode, apprenant }, { actor, deps }) => {
    const bytes = await deps.files.get(actor.etablissement.id, scan.empreinte);
    // the folder was not restored with the database
    if (!bytes) return new Response("Fichier introuvable.", { status: 404 });
    const nom = fileName(`Convention signée ${periode.nom} ${fullName(apprenant)}`, extensionDe(scan.type));
    return new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": scan.type,
        "Content-Disposition": contentDisposition(nom),
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      },
    });
  },
});

type Chemin = "/dossiers/:dossier/convention/scan/:fichier/retirer";

/** One scan of this convention, in force or taken out as `retire` says; null for any other file. */
async function loadUnScan(work: Work<Chemin>, retire: boolean) {
  const faits = await loadConvention(work, true);
  const choisis = faits ? (retire ? scansRetires(faits.scans) : faits.scans.filter((s) => !s.retire)) : [];
  return choisis.some(({ id }) => id === work.params.fichier) ? faits : null;
}

const retirer = act({
  path: routes.conventionScanRetirer,
  name: "convention.scan.retirer",
  right: droitsDocuments.joindreConvention,
  load: (work) => loadUnScan(work, false),
  form: () => parsed(undefined),
  write: async ({ tx, params, now }, { dossier }) => {
    await setFichierRetire(tx, params.fichier, now);
    return {
      to: `${routes.convention.href({ dossier })}#scan`,
      message: "Scan retiré. Il se rétablit pendant 30 jours.",
      object: dossier,
      details: { fichier: params.fichier },
    };
  },
});

/** Brings a scan back in the place of the one in force. */
const retablir = act({
  path: routes.conventionScanRetablir,
  name: "convention.scan.retablir",
  right: droitsDocuments.joindreConvention,
  load: (work) => loadUnScan(work, true),
  form: () => parsed(undefined),
  write: async ({ tx, params, now }, { dossier }) => {
    await retirerScanPresent(tx, dossier, now);
    await setFichierRetire(tx, params.fichier, null);
    return {
      to: `${routes.convention.href({ dossier })}#scan`,
      message: "Scan rétabli.",
      object: dossier,
      details: { fichier: params.fichier },
    };
  },
});

/** The convention signed on paper: its day, and its scan. */
export const convention: Route[] = [
  view({
    path: routes.convention,
    right: droitsFiche.lire,
    load: (work) => loadConvention(work),
    page: (faits, screen) => page(faits, screen),
  }),
  noter,
  telecharger,
  joindre,
  retirer,
  retablir,
];
