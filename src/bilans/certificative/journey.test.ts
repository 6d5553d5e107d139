import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { dossierDe } from "../../../tests/browser/lieux.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let sophie: Client;
let karim: Client;
/** of the past exam of the demonstration: its grid is validated, begun, not begun */
let valide: string;
let neuf: string;
let melec: string;
beforeAll(async () => {
  world = await createWorld();
  sophie = await world.as("enseignant@lycee-demo.test");
  karim = await world.as("k.benali@lycee-demo.test");
  const { rows } = await world.owner.query(
    `select d.id, b.etat from dossier d join periode p on p.id = d.periode_id
     left join bilan b on b.dossier_id = d.id and b.type = 'certificatif'
     where p.nom = 'PFMP 4' and p.statut = 'E33' order by d.id`,
  );
  valide = rows.find(({ etat }) => etat === "valide").id;
  neuf = rows.find(({ etat }) => etat === null).id;
  melec = await dossierDe(world, "Brunet", "PFMP 2");
});

const page = (dossier: string) => routes.grilleCertificative.href({ dossier });
const pdf = (dossier: string, version?: number) =>
  routes.grilleCertificativePdf.href({ dossier }, { version });
const versions = async (dossier: string) =>
  (
    await world.owner.query(
      `select v.numero, v.contenu from bilan_valide v join bilan b on b.id = v.bilan_id
       where b.dossier_id = $1 order by numero`,
      [dossier],
    )
  ).rows;
/** The tuteur de stage of this dossier, invited and come. */
async function tutorOf(dossier: string): Promise<Client> {
  await world.owner.query(
    `insert into accueil_tuteur (etablissement_id, id, accueil_id, dossier_id, tuteur_id, invite_le, invite_par, jusqu_au)
     select ac.etablissement_id, gen_random_uuid(), ac.id, ac.dossier_id, t.tuteur_id, t.invite_le, t.invite_par, t.jusqu_au
     from accueil ac cross join lateral (
       select * from accueil_tuteur x where x.etablissement_id = ac.etablissement_id order by x.id limit 1) t
     where ac.dossier_id = $1`,
    [dossier],
  );
  return world.asTutor(dossier);
}
const periodeOf = async (dossier: string): Promise<string> =>
  (await world.owner.query("select periode_id as id from dossier where id = $1", [dossier])).rows[0].id;

describe("a grid from its first choice to its second version", () => {
  test("the teacher retains the competences that the référentiel does not say, then gives levels", async () => {
    const first = await sophie.get(page(neuf));
    expect(first.text).toContain("Le référentiel ne dit pas quelles compétences");
    // those of another grid of the period are proposed, and written by nobody
    expect(first.root.querySelectorAll("input[name^='retenue.'][checked]")).toHaveLength(5);
    const retenues = first.root
      .querySelectorAll("input[name^='retenue.'][checked]")
      .map((box) => box.getAttribute("name") ?? "");
    const kept = Object.fromEntries(retenues.slice(2).map((name) => [name, null]));
    const saved = await sophie.submit(page(neuf), { ...kept, "competence.C2.1": "4" });
    expect(saved.text).toContain("Grille enregistrée.");
    expect(saved.root.querySelectorAll("[data-competence]")).toHaveLength(2);
  });

  test("the company proposes beside, signed; its choice stays beside the teacher's", async () => {
    const tutor = await tutorOf(neuf);
    const form = await tutor.get(page(neuf));
    const [code] = form.root
      .querySelectorAll("[data-competence]")
      .map((one) => one.getAttribute("data-competence"));
    const proposed = await tutor.submit("Enregistrer mes propositions", { [`competence.${code}`]: "5" });
    expect(proposed.text).toContain("Vos propositions sont enregistrées.");
    const read = await sophie.get(page(neuf));
    expect(read.text).toMatch(/Proposé par .+ : 5 Très satisfaisant/);
    expect(read.root.querySelector(`input[name='competence.${code}'][value='5'][checked]`)).toBeNull();
    const mine = await sophie.submit(page(neuf), { [`competence.${code}`]: "3" });
    expect(mine.text).toMatch(/Proposé par .+ : 5 Très satisfaisant/);
    const { text } = await tutor.get(page(neuf));
    expect(text).toMatch(/Choix de l’enseignant \(Sophie Mercier.+\) : 3 Fragile/);
  });

  test("two teachers on one level: nothing is overwritten", async () => {
    await sophie.get(page(neuf));
    const codes = sophie.page.root
      .querySelectorAll("[data-competence]")
      .map((one) => one.getAttribute("data-competence"));
    await karim.get(page(neuf));
    await karim.submit(page(neuf), { [`competence.${codes[1]}`]: "2" });
    const refused = await sophie.submit(page(neuf), { [`competence.${codes[1]}`]: "4" });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("Karim Benali a choisi 2");
    const again = await sophie.submit(page(neuf));
    expect(again.text).toContain("Grille enregistrée.");
  });

  test("it is validated whole, after having been read; what changed meanwhile is read again", async () => {
    await sophie.get(page(neuf));
    const asked = await sophie.submit(
      page(neuf),
      { dateRencontre: "2027-02-01" },
      { name: "decision", value: "valider" },
    );
    expect(asked.title).toBe("Valider la grille certificative");
    expect(asked.text).toContain("une grille ne se valide pas avant ce jour");
    await sophie.get(page(neuf));
    const ready = await sophie.submit(
      page(neuf),
      { dateRencontre: "2026-10-09" },
      { name: "decision", value: "valider" },
    );
    expect(ready.text).toContain("Valider cette grille");
    await karim.get(page(neuf));
    await karim.submit(page(neuf), { commentaire: "Autonome sur la consignation." });
    const changed = await sophie.submit(routes.grilleCertificativeValider.href({ dossier: neuf }));
    expect(changed.status).toBe(409);
    expect(changed.text).toContain("Karim Benali a changé la grille");
    expect(changed.text).toContain("Autonome sur la consignation.");
    expect(await versions(neuf)).toEqual([]);
    const done = await sophie.submit(routes.grilleCertificativeValider.href({ dossier: neuf }));
    expect(done.text).toMatch(/Version 1 ?Validée le .+ par Sophie Mercier/);
    const [frozen] = await versions(neuf);
    expect(frozen.contenu.competences).toHaveLength(2);
    expect(frozen.contenu.competences[0]).toMatchObject({ niveau: "3", proposition: { niveau: "5" } });
  });

  test("validated, nobody changes it: teacher, company, candidates", async () => {
    const saved = await karim.post(
      page(neuf),
      { commentaire: "Autre", "base.commentaire": "1:" },
      page(valide),
    );
    expect(saved.status).toBe(403);
    expect(saved.text).toContain("Cette grille est validée");
    const tutor = await world.asTutor(neuf);
    expect((await tutor.get(page(neuf))).root.querySelector("main form")).toBeNull();
    const proposed = await tutor.post(routes.grilleCertificativeProposer.href({ dossier: neuf }), {}, "/");
    expect(proposed.status).toBe(403);
    const periode = await periodeOf(neuf);
    const candidats = await sophie.get(routes.periodeCandidats.href({ periode }));
    expect(candidats.text).toContain("Une grille certificative de cette période est validée");
    const removal = await sophie.get(routes.periodeSupprimer.href({ periode }));
    expect(removal.text).toContain("évaluations certificatives");
    expect(removal.root.querySelector("[name=confirmation]")).toBeNull();
  });

  test("a correction is a second version, with its reason; the first stays readable", async () => {
    const correct = routes.grilleCertificativeCorriger.href({ dossier: neuf });
    const form = await sophie.get(correct);
    const [code] = form.root
      .querySelectorAll("[data-competence]")
      .map((one) => one.getAttribute("data-competence"));
    const silent = await sophie.submit(correct, { [`competence.${code}`]: "5" });
    expect(silent.status).toBe(422);
    expect(silent.text).toContain("Indiquez le motif de la correction.");
    expect(
      silent.root.querySelector(`input[name='competence.${code}'][value='5']`)?.hasAttribute("checked"),
    ).toBe(true);
    await sophie.get(correct);
    const nothing = await sophie.submit(correct, { motif: "Erreur de saisie" });
    expect(nothing.text).toContain("Rien n’a changé dans la grille");
    await sophie.get(correct);
    const done = await sophie.submit(correct, { [`competence.${code}`]: "5", motif: "Erreur de saisie" });
    expect(done.text).toContain("Version 2 de la grille validée.");
    expect(done.text).toContain("Erreur de saisie");
    expect((await versions(neuf)).map(({ contenu }) => contenu.competences[0].niveau)).toEqual(["3", "5"]);
    const former = await sophie.get(routes.grilleCertificative.href({ dossier: neuf }, { version: 1 }));
    expect(former.text).toContain("Une version plus récente la remplace");
    const etat = await world.owner.query(
      "select etat from bilan where dossier_id = $1 and type = 'certificatif'",
      [neuf],
    );
    expect(etat.rows).toEqual([{ etat: "valide" }]);
  });

  test("a validated version cannot be rewritten, even by the application's own role", async () => {
    const { rows } = await world.owner.query(
      "select has_table_privilege('passerelle_application', 'bilan_valide', 'update') as may",
    );
    expect(rows).toEqual([{ may: false }]);
  });
});

describe("who sees it", () => {
  test("the learner reads nothing before the school allows it and a teacher publishes it", async () => {
    const { rows } = await world.owner.query(
      "select i.valeur from dossier d join apprenant a on a.id = d.apprenant_id join habilitation h on h.id = a.habilitation_id join identifiant i on i.identite_id = h.identite_id where d.id = $1 limit 1",
      [neuf],
    );
    const learner = await world.as(rows[0].valeur);
    expect((await learner.get(page(neuf))).status).toBe(403);
    const locked = await sophie.get(page(neuf));
    expect(locked.text).toContain("Votre établissement ne montre pas les grilles");
    const forced = await sophie.post(
      routes.grilleCertificativePublier.href({ dossier: neuf }),
      { montrer: "oui" },
      page(neuf),
    );
    expect(forced.status).toBe(403);

    const admin = await world.as("administrateur@lycee-demo.test");
    await admin.get(routes.adminEtablissement.href({}));
    await admin.submit("Enregistrer les réglages", { publierGrilles: "oui" });
    expect((await learner.get(page(neuf))).status).toBe(403);
    await sophie.get(page(neuf));
    await sophie.submit("Publier pour l’apprenant");
    const mine = await learner.get(page(neuf));
    expect(mine.title).toBe("Ma grille certificative");
    expect(mine.text).toContain("Version 2");
    const dossier = await learner.get(routes.dossier.href({ dossier: neuf }));
    expect(dossier.link("Lire ma grille certificative")).toBe(page(neuf));

    await sophie.get(page(neuf));
    await sophie.submit("Ne plus la montrer à l’apprenant");
    expect((await learner.get(page(neuf))).status).toBe(403);
    expect((await learner.request(pdf(neuf))).status).toBe(403);
  });

  test("it never reaches the dashboard", async () => {
    const { rows } = await world.owner.query("select apprenant_id as id from dossier where id = $1", [neuf]);
    const board = await sophie.get(routes.tableauDeBord.href({ apprenant: rows[0].id }));
    expect(board.text).not.toContain("PFMP 4");
  });

  test("another class's teacher reads; another school finds nothing; no grid where there is no exam", async () => {
    const helene = await world.as("h.roussel@lycee-demo.test");
    expect((await helene.get(page(neuf))).text).toContain("Version 2");
    const refused = await helene.get(routes.grilleCertificativeCorriger.href({ dossier: neuf }));
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("Seuls les enseignants de la classe");
    const neighbour = await world.as("enseignant@lycee-voisin.test");
    for (const address of [page(neuf), pdf(neuf), routes.grilleCertificativeValider.href({ dossier: neuf })])
      expect((await neighbour.get(address)).status).toBe(404);
    const none = await helene.get(page(melec));
    expect(none.status).toBe(403);
    expect(none.text).toContain("n’a pas de grille certificative");
  });
});

describe("the list and the papers", () => {
  test("candidates by session and part, filtered, and as a sheet where only what is validated has levels", async () => {
    const list = await sophie.get(routes.evaluationsCertificatives.href({}));
    expect(list.text).toContain("Session 2027 · ");
    expect(list.text).toContain("2 grilles validées sur 6");
    const drafts = await sophie.get(routes.evaluationsCertificatives.href({}, { etat: "brouillon" }));
    expect(drafts.root.querySelectorAll("main .row")).toHaveLength(1);
    const none = await sophie.get(routes.evaluationsCertificatives.href({}, { epreuve: "E99" }));
    expect(none.text).toContain("Aucun candidat ne correspond");
    const sheet = await sophie.request(
      routes.evaluationsCertificativesXlsx.href({}, { epreuve: "E33", session: 2027 }),
    );
    expect(sheet.headers.get("content-type")).toContain("spreadsheetml");
    const tutor = await world.asTutor(neuf);
    expect((await tutor.get(routes.evaluationsCertificatives.href({}))).status).toBe(403);
  });

  test("the paper of a version, of a former one and of a draft", async () => {
    for (const address of [pdf(neuf), pdf(neuf, 1), pdf(valide)]) {
      const answer = await sophie.request(address);
      expect(answer.headers.get("content-type")).toBe("application/pdf");
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe("%PDF-");
    }
  });
});

test("a validation and a saving at the same moment: one waits, the other is refused, what is frozen is what is stored", async () => {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join periode p on p.id = d.periode_id join bilan b on b.dossier_id = d.id
     where p.nom = 'PFMP 4' and b.type = 'certificatif' and b.etat = 'brouillon'`,
  );
  const dossier = rows[0].id;
  await sophie.get(page(dossier));
  const codes = sophie.page.root
    .querySelectorAll("[data-competence]")
    .map((one) => one.getAttribute("data-competence"));
  await sophie.submit(page(dossier), Object.fromEntries(codes.map((code) => [`competence.${code}`, "4"])));
  await sophie.get(routes.grilleCertificativeValider.href({ dossier }));
  await karim.get(page(dossier));
  const [validated, saved] = await Promise.all([
    sophie.submit(routes.grilleCertificativeValider.href({ dossier })),
    karim.submit(page(dossier), { commentaire: "Écrit au même moment." }),
  ]);
  const [version] = await versions(dossier);
  if (validated.status === 200) {
    expect(saved.status).toBe(403);
    expect(version.contenu.commentaire).toBe("");
  } else {
    expect(validated.status).toBe(409);
    expect(saved.text).toContain("Grille enregistrée.");
    expect(version).toBeUndefined();
  }
});
