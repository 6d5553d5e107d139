import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../../tests/kit/world.ts";

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
const lignes = async (dossier: string) => {
  const { rows } = await world.owner.query(
    `select b.type, l.nature, l.element, l.mode, l.valeur, l.version from bilan_ligne l join bilan b on b.id = l.bilan_id
     where b.dossier_id = $1 and b.type <> 'personnel'`,
    [dossier],
  );
  return new Map(rows.map((row) => [`${row.type} ${row.nature}.${row.element}`, row]));
};
const bilans = async (dossier: string) =>
  (
    await world.owner.query(
      `select type, etat, date_rencontre::text as date, commentaire, presence from bilan
       where dossier_id = $1 and type in ('entreprise', 'attitudes') order by type`,
      [dossier],
    )
  ).rows;
/** Presses « Terminer et transmettre » on the form as it is shown, with these values. */
async function terminer(client: Client, address: string, values: Record<string, string> = {}) {
  const shown = Object.fromEntries(client.shown(client.page.form(address))) as Record<string, string>;
  return client.post(
    address.replace("transcription", "transcription/terminer"),
    { ...shown, ...values },
    address,
  );
}

test("the paper is typed in its order; one press writes both bilans, another passes them on", async () => {
  const dossier = await dossierOf("Aïssani");
  const address = routes.transcription.href({ dossier });
  const grid = await sophie.get(routes.bilanEntreprise.href({ dossier }));
  expect(grid.link("Reporter une grille papier")).toBe(address);
  const page = await sophie.get(address);
  expect(page.title).toBe("Reporter une grille papier : Carole Aïssani");
  expect(page.text).toContain("Compétences 0 sur 14");
  expect(page.root.querySelector("[name=dateRencontre]")?.getAttribute("value")).toBe("2026-12-04");
  const names = page.root.querySelectorAll("form.transcription fieldset legend").map((legend) => legend.text);
  expect(names.slice(0, 2)).toEqual([expect.stringMatching(/^C1\.1 /), expect.stringMatching(/^C1\.2 /)]);
  expect(names.at(-1)).toBe("Initiative");
  await sophie.submit(address, {
    "tache.A1T1": "oui",
    "competence.C1.1": "4",
    "competence.C1.2": "NE",
    engagement: "3",
    commentaire: "Vu à l’atelier.",
    "attitude.ATT1": "2",
    commentaireAttitudes: "Toujours à l’heure.",
    presence: "Nadia Caillard",
  });
  expect(sophie.page.text).toContain("Compétences 2 sur 14");
  expect(sophie.page.text).toContain("Attitudes professionnelles 1 sur 5");
  expect(await bilans(dossier)).toEqual([
    {
      type: "attitudes",
      etat: "brouillon",
      date: null,
      commentaire: "Toujours à l’heure.",
      presence: "",
    },
    {
      type: "entreprise",
      etat: "brouillon",
      date: "2026-12-04",
      commentaire: "Vu à l’atelier.",
      presence: "Nadia Caillard",
    },
  ]);
  const written = await lignes(dossier);
  expect(written.get("entreprise competence.C1.1")).toMatchObject({
    mode: "globale",
    valeur: "4",
    version: 1,
  });
  expect(written.get("entreprise tache.A1T1")).toMatchObject({ valeur: "oui" });
  expect(written.get("attitudes attitude.ATT1")).toMatchObject({ valeur: "2", version: 1 });
  // the same lines, read on the grid itself
  const read = await sophie.get(routes.bilanEntreprise.href({ dossier }));
  expect(read.root.querySelector('[name="competence.C1.1"][checked]')?.getAttribute("value")).toBe("4");
  await sophie.get(address);
  await terminer(sophie, address);
  expect(sophie.page.text).toContain("Bilan entreprise et bilan des attitudes transmis à Carole Aïssani.");
  expect((await bilans(dossier)).map(({ etat }) => etat)).toEqual(["transmis", "transmis"]);
});

test("a paper without attitudes passes on its bilan entreprise only, and says so; the other is not even begun", async () => {
  const dossier = await dossierOf("Azil");
  const address = routes.transcription.href({ dossier });
  await sophie.get(address);
  await terminer(sophie, address);
  expect(sophie.page.status).toBe(422);
  expect(sophie.page.text).toContain("Évaluez au moins une compétence");
  expect(await bilans(dossier)).toEqual([]);
  await terminer(sophie, address, { "competence.C3.1": "2", dateRencontre: "" });
  expect(sophie.page.text).toContain("Indiquez la date de la rencontre.");
  await terminer(sophie, address, { "competence.C3.1": "2", dateRencontre: "2026-12-02" });
  expect(sophie.page.text).toContain("Aucune attitude n’est choisie : leur bilan n’est pas transmis.");
  expect(await bilans(dossier)).toMatchObject([{ type: "entreprise", etat: "transmis", date: "2026-12-02" }]);
});

test("teacher on paper and tutor on line: other lines go through, the same line shows both, in either bilan (B-19)", async () => {
  const dossier = await dossierOf("Vidal");
  const address = routes.transcription.href({ dossier });
  await world.owner.query(
    "delete from bilan_ligne where bilan_id in (select id from bilan where dossier_id = $1)",
    [dossier],
  );
  await sophie.get(address);
  const karim = await world.as("k.benali@lycee-demo.test");
  await karim.get(routes.attitudes.href({ dossier }));
  await karim.submit(routes.attitudes.href({ dossier }), {
    "attitude.ATT2": "1",
    commentaire: "Écrit en ligne.",
  });
  await sophie.submit(address, {
    "competence.C1.1": "5",
    "attitude.ATT2": "4",
    commentaireAttitudes: "Écrit sur papier.",
  });
  expect(sophie.page.status).toBe(409);
  expect(sophie.page.text).toContain("a choisi « À améliorer »");
  expect((await lignes(dossier)).has("entreprise competence.C1.1")).toBe(false);
  expect(sophie.page.root.querySelector("[name=commentaireAttitudes]")?.text.trim()).toBe(
    "Écrit sur papier.",
  );
  await sophie.submit(address);
  expect(sophie.page.status).toBe(200);
  expect((await lignes(dossier)).get("entreprise competence.C1.1")).toMatchObject({ valeur: "5" });
  expect((await lignes(dossier)).get("attitudes attitude.ATT2")).toMatchObject({ valeur: "4", version: 2 });
});

test("criteria of a detailed paper: typed on their lines, they put their competence in detail (S-69)", async () => {
  const helene = await world.as("h.roussel@lycee-demo.test");
  const dossier = await dossierOf("Brunet", "PFMP 2");
  const address = routes.transcription.href({ dossier }, { detail: "oui" });
  const short = await helene.get(routes.transcription.href({ dossier }));
  expect(short.text).not.toContain("Les risques professionnels sont évalués");
  expect(short.link("Le papier a les critères")).toBe(address);
  await helene.get(address);
  await helene.submit(address, { "competence.C1": "3", "detail.C1#4": "5" });
  expect(helene.page.text).toContain("Grille papier enregistrée.");
  const written = await lignes(dossier);
  expect(written.get("entreprise competence.C1")).toMatchObject({ mode: "detaillee", valeur: "3" });
  expect(written.get("entreprise detail.C1#4")).toMatchObject({ valeur: "5" });
  // typed again without the criteria: they stay, and so does the mode
  await helene.get(routes.transcription.href({ dossier }));
  await helene.submit(routes.transcription.href({ dossier }), { "competence.C1": "4" });
  expect((await lignes(dossier)).get("entreprise competence.C1")).toMatchObject({
    mode: "detaillee",
    valeur: "4",
  });
});

describe("what each period and each person gets", () => {
  test("a first period types its attitudes only; an exam leads to its own grid", async () => {
    const { rows } = await world.owner.query(
      `select d.id from dossier d join periode p on p.id = d.periode_id
       where p.statut = 'P1' and p.referentiel = 'mspc' and d.retire_le is null limit 1`,
    );
    const first = routes.transcription.href({ dossier: rows[0].id });
    const page = await sophie.get(first);
    expect(page.root.querySelector("[name='competence.C1.1']")).toBeNull();
    await terminer(sophie, first, { "attitude.ATT1": "NO" });
    expect(sophie.page.text).toContain("Bilan des attitudes transmis");
    const exam = await dossierOf("Brun", "PFMP 4");
    const other = await sophie.get(routes.transcription.href({ dossier: exam }));
    expect(other.link("Ouvrir la grille certificative")).toBe(
      routes.grilleCertificative.href({ dossier: exam }),
    );
  });

  test("a frozen bilan entreprise is not typed, its attitudes still are; nothing slips in beside them", async () => {
    const dossier = await dossierOf("Accardo", "PFMP 2");
    const address = routes.transcription.href({ dossier });
    const before = await lignes(dossier);
    const page = await sophie.get(address);
    expect(page.text).toContain("Bilan figé");
    expect(page.root.querySelector("[name='competence.C1.1']")).toBeNull();
    await sophie.submit(address, { "competence.C1.1": "1", "attitude.ATT3": "1" });
    const after = await lignes(dossier);
    expect(after.get("entreprise competence.C1.1")).toEqual(before.get("entreprise competence.C1.1"));
    expect(after.get("attitudes attitude.ATT3")).toMatchObject({ valeur: "1" });
  });

  test("values of nowhere and texts too long are refused, kept, and written nowhere", async () => {
    const dossier = await dossierOf("Béchameil");
    const address = routes.transcription.href({ dossier });
    await sophie.get(address);
    await sophie.submit(address, {
      "competence.C1.1": "9",
      "attitude.ATT1": "12",
      presence: "x".repeat(121),
    });
    expect(sophie.page.status).toBe(422);
    expect(sophie.page.text).toContain("3 points à corriger");
    await sophie.get(address);
    await sophie.submit(address, { commentaireAttitudes: "é".repeat(3_001) });
    expect(sophie.page.status).toBe(422);
    expect(sophie.page.root.querySelector("[href='#champ-commentaireAttitudes']")).not.toBeNull();
    expect(await bilans(dossier)).toEqual([]);
  });

  test("those who evaluate type it; the learner, strangers and the other school do not", async () => {
    const dossier = await dossierOf("Perrot");
    const address = routes.transcription.href({ dossier });
    const apprenti = routes.transcription.href({ dossier: await dossierOf("Bouleau") });
    const maitre = await world.as("maitre@lycee-demo.test");
    // who was there is said by the teacher
    expect((await maitre.get(apprenti)).root.querySelector("[name=presence]")).toBeNull();
    await maitre.submit(apprenti, { presence: "Moi" });
    expect(maitre.page.text).toContain("est indiquée par l’enseignant");
    await maitre.get(apprenti);
    await maitre.submit(apprenti, { "attitude.ATT1": "3" });
    expect(maitre.page.text).toContain("Grille papier enregistrée.");
    for (const [courriel, expected] of [
      ["h.roussel@lycee-demo.test", 403],
      ["maitre@lycee-demo.test", 403],
      ["eleve@lycee-demo.test", 403],
      ["administrateur@lycee-demo.test", 403],
      ["enseignant@lycee-voisin.test", 404],
    ] as const) {
      const person = await world.as(courriel);
      expect([courriel, (await person.get(address)).status]).toEqual([courriel, expected]);
      for (const where of [address, routes.transcriptionTerminer.href({ dossier })])
        expect([where, (await person.post(where, { "attitude.ATT1": "4" }, "/espaces")).status]).toEqual([
          where,
          expected,
        ]);
    }
  });
});
