import { unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { readPdf } from "../../../tests/kit/pdf.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let sophie: Client;
beforeAll(async () => {
  world = await createWorld();
  sophie = await world.as("enseignant@lycee-demo.test");
});

async function dossierOf(nom: string, periode = "PFMP 3"): Promise<string> {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = $2 order by p.cree_le limit 1`,
    [nom, periode],
  );
  return rows[0].id;
}
const periodeOf = async (nom: string): Promise<string> =>
  (await world.owner.query("select id from periode where nom = $1 order by cree_le limit 1", [nom])).rows[0]
    .id;

/** The file an address answers, its name as a browser writes it. */
async function file(client: Client, address: string) {
  const answer = await client.request(address);
  expect([address, answer.status]).toEqual([address, 200]);
  const disposition = answer.headers.get("content-disposition") ?? "";
  return {
    ...(await readPdf(await answer.arrayBuffer())),
    name: decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(disposition)?.[1] ?? ""),
  };
}
const status = async (courriel: string, address: string) =>
  (await (await world.as(courriel)).request(address)).status;

describe("the grid to fill by hand (S-77, B-27)", () => {
  test("from the bilan entreprise: blank, then with what is chosen; its code leads to where it is typed", async () => {
    const dossier = await dossierOf("Aïssani");
    const page = await sophie.get(routes.bilanEntreprise.href({ dossier }));
    const blank = await file(sophie, page.link("Imprimer la grille vierge"));
    expect(blank.name).toBe("Grille PFMP 3 Carole Aïssani.pdf");
    for (const words of [
      "Carole AÏSSANI",
      "Verrerie de la Bresle",
      "Nadia Caillard",
      "Non évaluable",
      "Autonomie",
    ])
      expect(blank.text).toContain(words);
    expect(blank.text).not.toMatch(/\bX\b/);
    expect(blank.fields.map(({ url }) => url)).toContain(
      `http://localhost${routes.transcription.href({ dossier })}`,
    );
    await sophie.submit(routes.bilanEntreprise.href({ dossier }), {
      "competence.C1.1": "4",
      commentaire: "Vu à l’atelier.",
    });
    const filled = await file(sophie, routes.bilanEntrepriseGrille.href({ dossier }, { remplie: "oui" }));
    expect(filled.text).toMatch(/\bX\b/);
    expect(filled.text).toContain("Vu à l’atelier.");
    expect((await file(sophie, routes.bilanEntrepriseGrille.href({ dossier }))).text).not.toContain("Vu à");
  });

  test("a first period prints its attitudes only, an exam its own grid, MELEC its criteria when they are asked for", async () => {
    const { rows } = await world.owner.query(
      `select d.id from dossier d join periode p on p.id = d.periode_id
       where p.statut = 'P1' and p.referentiel = 'mspc' and d.retire_le is null limit 1`,
    );
    const first = await file(sophie, routes.bilanEntrepriseGrille.href({ dossier: rows[0].id }));
    expect(first.text).toContain("Bilan des attitudes professionnelles");
    expect(first.text).not.toContain("Tâches mises en œuvre");
    const exam = await file(
      sophie,
      routes.bilanEntrepriseGrille.href({ dossier: await dossierOf("Brun", "PFMP 4") }, { remplie: "oui" }),
    );
    expect(exam.text).toContain("Grille certificative");
    expect(exam.text).toContain("E33");
    const melec = await dossierOf("Brunet", "PFMP 2");
    const address = routes.bilanEntrepriseGrille.href({ dossier: melec }, { detail: "oui" });
    const helene = await world.as("h.roussel@lycee-demo.test");
    expect((await file(helene, address)).text).toContain("Les risques professionnels sont évalués");
    expect((await file(helene, routes.bilanEntrepriseGrille.href({ dossier: melec }))).text).not.toContain(
      "Les risques professionnels sont évalués",
    );
  });

  test("a whole period in one file, each learner his sheets, in a constant number of queries", {
    timeout: 120_000,
  }, async () => {
    const periode = await periodeOf("PFMP 3");
    const address = routes.grilles.href({ periode });
    expect((await sophie.get(routes.periodes.href({}, { periode }))).html).toContain(`href="${address}"`);
    world.statements();
    const all = await file(sophie, address);
    expect(world.statements().length).toBeLessThan(15);
    expect(all.name).toBe("Grilles PFMP 3.pdf");
    const { rows } = await world.owner.query(
      "select count(*)::int as n from dossier where periode_id = $1 and retire_le is null",
      [periode],
    );
    expect(all.texts.filter((page) => /Page 1 sur/.test(page))).toHaveLength(rows[0].n);
    // an apprenti is followed by the maître of his contract
    expect(all.text).toContain("Maître d’apprentissage");
  });

  test("those who evaluate print it; the learner, strangers and the other school do not", async () => {
    const dossier = await dossierOf("Aïssani");
    const address = routes.bilanEntrepriseGrille.href({ dossier });
    expect((await (await world.asTutor(dossier)).request(address)).status).toBe(200);
    const apprenti = routes.bilanEntrepriseGrille.href({ dossier: await dossierOf("Bouleau") });
    const grilles = routes.grilles.href({ periode: await periodeOf("PFMP 3") });
    for (const [courriel, where, expected] of [
      ["h.roussel@lycee-demo.test", address, 200],
      ["maitre@lycee-demo.test", apprenti, 200],
      ["maitre@lycee-demo.test", address, 403],
      ["carole.aissani", address, 403],
      ["administrateur@lycee-demo.test", address, 403],
      ["enseignant@lycee-voisin.test", address, 404],
      ["carole.aissani", grilles, 403],
      ["maitre@lycee-demo.test", grilles, 403],
      ["administrateur@lycee-demo.test", grilles, 403],
      ["enseignant@lycee-voisin.test", grilles, 404],
    ] as const)
      expect([courriel, where, await status(courriel, where)]).toEqual([courriel, where, expected]);
  });

  test("the school's logo stands on every paper of the bilans", async () => {
    const png =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    await world.owner.query(
      "insert into logo (etablissement_id, type, contenu, modifie_le) select id, 'image/png', $1, now() from etablissement where uai = '0760001N'",
      [Buffer.from(png, "base64")],
    );
    const dossier = await dossierOf("Accardo", "PFMP 2");
    const exam = await dossierOf("Arnaud", "PFMP 4");
    const { rows } = await world.owner.query("select id from bilan_intermediaire limit 1");
    for (const address of [
      routes.bilanEntrepriseGrille.href({ dossier }),
      routes.bilanEntreprisePdf.href({ dossier }),
      routes.grilleCertificativePdf.href({ dossier: exam }),
      routes.bilanIntermediairePdf.href({ bilan: rows[0].id }),
    ])
      expect([address, (await file(sophie, address)).roles]).toEqual([
        address,
        expect.arrayContaining(["Figure"]),
      ]);
  });
});

describe("the bilans as they were filled (B-20)", () => {
  test("the bilan entreprise: levels in words, who chose each and when, in whose presence, what the learner says", async () => {
    const dossier = await dossierOf("Azil");
    const address = routes.bilanEntreprise.href({ dossier });
    await sophie.get(address);
    expect(sophie.page.text).not.toContain("Imprimer le bilan");
    await sophie.submit(address, {
      "competence.C1.1": "4",
      engagement: "3",
      commentaire: "Œuvre soignée : 12 €.",
    });
    const print = routes.bilanEntreprisePdf.href({ dossier });
    expect(sophie.page.link("Imprimer le bilan")).toBe(print);
    const draft = await file(sophie, print);
    expect(draft.name).toMatch(/^Bilan entreprise PFMP 3 .+ Azil\.pdf$/);
    for (const words of [
      "Brouillon : ce bilan n’est pas encore transmis.",
      "4 Satisfaisant Sophie Mercier, le 23 novembre 2026 à",
      "Bon (3 étoiles sur 4)",
      "Œuvre soignée : 12 €.",
      "Non évaluées : C1.2",
      "n’a pas encore pris connaissance",
    ])
      expect(draft.text.replaceAll("\u00a0", " ")).toContain(words);
    const learner = await world.as("nicole.azil");
    expect((await learner.request(print)).status).toBe(403);
    const shown = Object.fromEntries(sophie.shown(sophie.page.form(address))) as Record<string, string>;
    await sophie.post(routes.bilanEntrepriseTerminer.href({ dossier }), shown, address);
    await world.owner.query("update bilan set presence = 'Nadia Caillard' where dossier_id = $1", [dossier]);
    const read = await learner.get(address);
    await learner.submit(routes.bilanEntrepriseAvis.href({ dossier }), { avis: "D’accord avec tout." });
    const sent = await file(learner, read.link("Imprimer mon bilan"));
    for (const words of [
      "Transmis le 23 novembre 2026",
      "par Sophie Mercier.",
      "Saisi par Sophie Mercier en présence de Nadia Caillard.",
      "D’accord avec tout.",
      "A pris connaissance de ce bilan le 23 novembre 2026",
    ])
      expect(sent.text.replaceAll("\u00a0", " ")).toContain(words);
    world.setNow(new Date("2026-11-23T10:00:00Z"));
    await sophie.get(address);
    await sophie.submit(address, { "competence.C1.1": "5" });
    expect((await file(sophie, print)).text.replaceAll("\u00a0", " ")).toMatch(
      /Rouvert : transmis le 23 novembre 2026.*Modifié le 23 novembre 2026 à 11 h 00 par Sophie Mercier/,
    );
    expect((await learner.request(print)).status).toBe(403);
  });

  test("the attitudes and the bilan personnel: each by those who read them", async () => {
    const dossier = await dossierOf("Accardo", "PFMP 2");
    const attitudes = routes.attitudesPdf.href({ dossier });
    const personnel = routes.bilanPersonnelPdf.href({ dossier });
    const found = await file(sophie, attitudes);
    expect(found.name).toBe("Bilan des attitudes PFMP 2 Aline Accardo.pdf");
    expect(found.text).toContain("Assiduité et Ponctualité");
    expect(found.roles.filter((role) => role === "TH")).toHaveLength(3);
    const learner = await world.as("eleve@lycee-demo.test");
    const own = await file(learner, personnel);
    expect(own.name).toBe("Bilan personnel PFMP 2 Aline Accardo.pdf");
    expect(own.text).toContain("Les axes de progrès");
    for (const address of [attitudes, personnel, routes.bilanEntreprisePdf.href({ dossier })])
      for (const [courriel, expected] of [
        ["h.roussel@lycee-demo.test", 200],
        ["apprenti@lycee-demo.test", 403],
        ["administrateur@lycee-demo.test", 403],
        ["enseignant@lycee-voisin.test", 404],
      ] as const)
        expect([address, courriel, await status(courriel, address)]).toEqual([address, courriel, expected]);
  });

  test("a period without a bilan entreprise says so", async () => {
    const exam = await dossierOf("Arnaud", "PFMP 4");
    const answer = await sophie.get(routes.bilanEntreprisePdf.href({ dossier: exam }));
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("n’a pas de bilan entreprise");
  });
});

test("above sixty learners: one file a class, in an archive; a larger class is cut", {
  timeout: 120_000,
}, async () => {
  const periode = await periodeOf("PFMP 3");
  await world.owner.query(
    `with neufs as (insert into apprenant (etablissement_id, id, nom, prenom)
       select etablissement_id, gen_random_uuid(), 'Renfort ' || n, 'Max' from periode, generate_series(1, 30) n where id = $1
       returning etablissement_id, id)
     insert into dossier (etablissement_id, id, periode_id, apprenant_id, classe_id)
       select etablissement_id, gen_random_uuid(), $1, id, (select classe_id from dossier where periode_id = $1 limit 1) from neufs`,
    [periode],
  );
  const answer = await sophie.request(routes.grilles.href({ periode }));
  expect(answer.headers.get("content-type")).toBe("application/zip");
  expect(Object.keys(unzipSync(new Uint8Array(await answer.arrayBuffer())))).toEqual([
    "Grilles PFMP 3 1 MSPC (1 sur 2).pdf",
    "Grilles PFMP 3 1 MSPC (2 sur 2).pdf",
  ]);
});
