import { describe, expect, it } from "vitest";
import type { EtatDossier } from "#dossiers/rules/etat.ts";
import { civil } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import { lireDemandeSuivi, motsSuivi, parametresSuivi } from "#suivi/matrice/demande.ts";
import { tableauDeSuivi } from "#suivi/matrice/export.ts";
import { etapesDe, ordonner, suivre } from "#suivi/matrice/rules.ts";
import { etatDossier } from "../../../tests/kit/etat-dossier.ts";

const today = civil("2026-11-23");
const after = civil("2026-12-07");
const p2 = { ...statutDe({ statutsPeriode: [] }, "P2"), bilanEntreprise: true, bilanAttitudes: true };
const p1 = statutDe({ statutsPeriode: [] }, "P1");

const etat = (nom: string, change: Partial<EtatDossier> = {}): EtatDossier =>
  etatDossier({
    dossier: `d-${nom}`,
    apprenant: { id: nom, nom, prenom: "Aline", statut: "scolaire" },
    tuteur: {
      nom: "Boisseau",
      prenom: "Julien",
      invite: true,
      venu: true,
      invalide: false,
      inviteLe: civil("2026-11-02"),
      courriel: "envoye",
      ficheLueLe: new Date("2026-11-10T08:00Z"),
    },
    ...change,
  });

const cells = (facts: EtatDossier, day = today, statut = p2) =>
  [...(suivre([facts], statut, day)[0]?.cases.values() ?? [])].map(
    (cell) => cell && `${cell.texte} (${cell.nature})`,
  );
const tuteur = etat("A").tuteur;

describe("the steps of a dossier", () => {
  it("are said in words, in the order in which things happen", () => {
    expect(cells(etat("A"))).toEqual([
      "Renseignée (fait)",
      "Invité (fait)",
      "Venu (fait)",
      "Lue (fait)",
      "2 sur 4 (en-cours)",
      "1\u00a0décrite (fait)",
      "À faire (a-faire)",
      "À faire (a-faire)",
      "À faire (a-faire)",
      null,
      "Après la période (a-faire)",
    ]);
  });

  it("of an untouched dossier: nothing is expected yet of a tutor who is not invited", () => {
    const nobody = { ...etatDossier().tuteur, nom: "" };
    const lieu = { entreprise: "", ville: "" };
    expect(cells(etat("A", { lieu, tuteur: nobody, semaines: [], activites: 0 }))).toEqual([
      "À renseigner (retard)",
      "Inconnu (a-faire)",
      null,
      null,
      "0 sur 4 (retard)",
      "À décrire (a-faire)",
      "À faire (a-faire)",
      "À faire (a-faire)",
      "À faire (a-faire)",
      null,
      "Après la période (a-faire)",
    ]);
  });

  it("of an access ended: neither come nor read counts any more", () => {
    expect(cells(etat("A", { tuteur: { ...tuteur, invalide: true } })).slice(1, 4)).toEqual([
      "Accès invalidé (attention)",
      null,
      null,
    ]);
    expect(cells(etat("A", { propositionEnAttente: true }))[0]).toBe("À valider (attention)");
    const awaited = { ...tuteur, venu: false };
    expect(cells(etat("A", { tuteur: awaited }))[2]).toBe("Attendu (retard)");
    expect(cells(etat("A", { tuteur: { ...awaited, inviteLe: today } }))[2]).toBe("Attendu (en-cours)");
    expect(cells(etat("A", { tuteur: { ...awaited, courriel: "refuse" } }))[1]).toBe(
      "Envoi refusé (attention)",
    );
    expect(cells(etat("A", { tuteur: etatDossier({}).tuteur }))[1]).toBe("À inviter (a-faire)");
    expect(cells(etat("A", { tuteur: { ...etatDossier().tuteur, nom: "" } }))[0]).toBe("Incomplète (retard)");
  });

  it("of an apprenti: a maître is designated, not invited", () => {
    const apprenti = { ...etat("A").apprenant, statut: "apprenti" as const };
    const maitre = { ...tuteur, invite: false, venu: false };
    expect(cells(etat("A", { apprenant: apprenti, tuteur: maitre })).slice(1, 4)).toEqual([
      "Maître désigné (fait)",
      null,
      "Lue (fait)",
    ]);
    const unknown = { ...maitre, nom: "" };
    expect(cells(etat("A", { apprenant: apprenti, tuteur: unknown }))[1]).toBe("À désigner (a-faire)");
  });

  it("of a bilan: late once the period is over, read by the learner once transmitted, frozen without being late", () => {
    const last = (change: Partial<EtatDossier>, day = after) =>
      cells(etat("A", change), day)
        .slice(7, 10)
        .filter((_, index) => index !== 1);
    const bilan = { etat: "transmis", dateRencontre: null, vuParApprenant: false };
    expect(last({})).toEqual(["À faire (retard)", null]);
    expect(last({ bilanEntreprise: { ...bilan, etat: "brouillon" } }, today)[0]).toBe("Brouillon (en-cours)");
    expect(last({ bilanEntreprise: bilan })).toEqual(["Transmis (fait)", "Pas encore (a-faire)"]);
    expect(last({ bilanEntreprise: { ...bilan, vuParApprenant: true } })[1]).toBe("Vu (fait)");
    expect(last({ dernierBilanIntermediaire: civil("2026-12-05") })).toEqual(["Figé (attention)", null]);
  });

  it("of the attitudes, of the bilan personnel, of the attestation", () => {
    const of = (change: Partial<EtatDossier>, day = after) => {
      const found = cells(etat("A", change), day);
      return [found[6], found[8], found[10]];
    };
    expect(of({})).toEqual(["À faire (retard)", "À faire (a-faire)", "Absences à confirmer (attention)"]);
    expect(of({}, today)[2]).toBe("Après la période (a-faire)");
    const done = {
      attitudes: { etat: "transmis" },
      personnel: { etat: "brouillon" },
      absencesConfirmees: true,
    };
    expect(of(done)).toEqual(["Transmises (fait)", "Rempli (fait)", "Absences confirmées (fait)"]);
    expect(of({ attitudes: { etat: "brouillon" } }, today)[0]).toBe("Brouillon (en-cours)");
    expect(of({ dernierBilanIntermediaire: civil("2026-12-05") })[0]).toBe("Non transmises (attention)");
    expect(of({ apprenant: { ...etat("A").apprenant, statut: "apprenti" } })[2]).toBeNull();
  });

  it("have no bilan where the status has none", () => {
    expect(etapesDe(p1)).not.toContain("bilan");
    expect(etapesDe(p1)).not.toContain("attitudes");
    expect(etapesDe({ ...p1, bilanAttitudes: true })).toContain("attitudes");
    expect(cells(etat("A"), after, p1)).toHaveLength(8);
  });

  it("each lead to the page where they are done", () => {
    const found = suivre([etat("A")], p2, today)[0];
    expect([...(found?.cases.values() ?? [])].map((cell) => cell?.href)).toEqual([
      "/dossiers/d-A/fiche/lieu",
      "/periodes/p/tuteurs?dossier=d-A",
      "/periodes/p/tuteurs?dossier=d-A",
      "/dossiers/d-A/fiche/lieu",
      "/dossiers/d-A/portfolio/semaines",
      "/dossiers/d-A/portfolio/activites",
      "/dossiers/d-A/attitudes",
      "/dossiers/d-A/bilan-entreprise",
      "/dossiers/d-A/bilan-personnel",
      undefined,
      "/dossiers/d-A/presence",
    ]);
    const confirmed = suivre([etat("A", { absencesConfirmees: true })], p2, after)[0];
    expect(confirmed?.cases.get("attestation")).toMatchObject({
      href: "/dossiers/d-A/attestation.pdf",
      fichier: true,
    });
  });
});

describe("the order of the lines", () => {
  const lines = suivre(
    [
      etat("A"),
      etat("B", { semaines: [] }),
      etat("C", { semaines: [], lieu: { entreprise: "", ville: "" }, classe: { id: "z", nom: "2 MSPC" } }),
      etat("D", { semaines: [] }),
    ],
    p2,
    today,
  );
  const names = (query: string) =>
    ordonner(lines, lireDemandeSuivi(new URLSearchParams(query)))
      .map(({ etat }) => etat.apprenant.nom)
      .join("");

  it("is most late first, then names; or names alone; or only the late ones", () => {
    expect(names("")).toBe("CBDA");
    expect(names("tri=nom")).toBe("ABCD");
    expect(names("filtre=retard")).toBe("CBD");
    expect(names("filtre=retard&tri=nom")).toBe("BCD");
    expect(names("filtre=x&tri=y")).toBe("CBDA");
    expect(names("tri=classe")).toBe("ABDC");
    const demande = lireDemandeSuivi(new URLSearchParams("filtre=retard&tri=classe"));
    expect(parametresSuivi(demande)).toEqual({ filtre: "retard", tri: "classe" });
    expect(motsSuivi(demande)).toEqual(["En retard", "Par classe"]);
    expect(motsSuivi(lireDemandeSuivi(new URLSearchParams()))).toEqual([]);
  });
});

describe("the table to export", () => {
  const contact = {
    apprenant: { courriel: "a@lycee.test" },
    tuteur: { nom: "Julien Boisseau", courriel: "j@usine.test", telephone: "06" },
  };

  it("has a cell for each title, with who to call and what is late", () => {
    const lines = suivre([etat("Œhler", { semaines: [] })], p2, today);
    const { colonnes, lignes } = tableauDeSuivi(lines, new Map([["d-Œhler", contact]]), p2);
    const line = Object.fromEntries(colonnes.map(({ titre }, index) => [titre, lignes[0]?.[index]]));
    expect(Object.keys(line)).toHaveLength(colonnes.length);
    expect(lignes[0]).toHaveLength(colonnes.length);
    expect(line).toMatchObject({
      Nom: "ŒHLER",
      Prénom: "Aline",
      Classe: "1 MSPC",
      Statut: "Scolaire",
      "Courriel de l’apprenant": "a@lycee.test",
      Entreprise: "Fragrance Plus",
      Ville: "Rouen",
      "Tuteur ou maître": "Julien Boisseau",
      "Courriel du tuteur ou du maître": "j@usine.test",
      "Téléphone du tuteur": "06",
      Semaines: "0 sur 4",
      "Vu par l’apprenant": "",
      "En retard": "2\u00a0semaines non racontées",
    });
  });

  it("leaves blank the contacts that are not known", () => {
    const { colonnes, lignes } = tableauDeSuivi(suivre([etat("A")], p1, today), new Map(), p1);
    expect(lignes[0]).toHaveLength(colonnes.length);
    expect(lignes[0]?.slice(7, 11)).toEqual(["", "", "", ""]);
  });
});
