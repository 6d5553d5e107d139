import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/id.ts";
import { competencesMobilisees, tachesDe } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { createWorld, type World } from "./kit/world.ts";

/* Other diplomas through the same screens: an annexe, a period, the grid, the self-assessment, the dashboard. */

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const one = async (query: string, ...values: unknown[]) => (await world.owner.query(query, values)).rows[0];

/** A learner in a new class of this diploma, taught by Hélène; the demonstration has no class of CIEL. */
async function apprenantDe(code: string): Promise<string> {
  const admin = await world.as("administrateur@lycee-demo.test");
  const helene = await one("select id, etablissement_id as ecole from habilitation where nom = 'Roussel'");
  const nom = `1 ${code.toUpperCase()} bis`;
  const classe = newId();
  // a class comes with a list imported; here it is empty
  await world.owner.query(
    "insert into classe (etablissement_id, id, annee, nom, niveau, referentiel, referentiel_version) values ($1, $2, 2026, $3, '1RE', $4, $5)",
    [helene.ecole, classe, nom, code, world.deps.referentiels.get(code)?.version],
  );
  await admin.get(routes.enseignant.href({ enseignant: helene.id }));
  const taught = admin.page.root
    .querySelectorAll("[name=classes][checked]")
    .map((box) => box.getAttribute("value") ?? "");
  await admin.submit(routes.enseignant.href({ enseignant: helene.id }), { classes: [...taught, classe] });
  await admin.get(routes.adminApprenantNouveau.href({}));
  await admin.submit("Ajouter l’apprenant", {
    nom: `Essai ${code}`,
    prenom: "Lou",
    classe,
    statut: "scolaire",
  });
  return (await one("select id from apprenant where nom = $1", `Essai ${code}`)).id;
}

test.each(["melec", "ciel"])(
  "%s: from the annexe to the dashboard, no line of code of its own",
  async (code) => {
    const ref = world.deps.referentiels.get(code);
    if (!ref) throw new Error(`no référentiel ${code}`);
    const apprenant = await apprenantDe(code);
    const teacher = await world.as("h.roussel@lycee-demo.test");
    const taches = tachesDe(ref).map((tache) => tache.code);
    await teacher.get(routes.annexeNouvelle.href({}, { referentiel: code }));
    await teacher.submit("Enregistrer l’annexe", {
      titre: `Annexe ${code}`,
      niveau: "1RE",
      "objectif-1": "Découvrir l’entreprise",
      taches: taches.slice(0, 3),
    });
    await teacher.get(teacher.page.link("Émettre une période"));
    await teacher.submit("Émettre la période", {
      nom: `Période ${code}`,
      statut: "P2",
      du: "2026-11-16",
      au: "2026-12-11",
      apprenants: [apprenant],
    });
    const { id: dossier } = await one(
      "select d.id from dossier d join periode p on p.id = d.periode_id where p.nom = $1",
      `Période ${code}`,
    );
    const grille = routes.bilanEntreprise.href({ dossier });
    const page = await teacher.get(grille);
    expect(page.status).toBe(200);
    const competences = competencesMobilisees(ref);
    const names = (kind: string) =>
      new Set(
        page.root
          .querySelectorAll(`input[name^='${kind}.']`)
          .map((input) => (input.getAttribute("name") ?? "").slice(kind.length + 1)),
      );
    expect([...names("tache")].toSorted()).toEqual(taches.toSorted());
    expect([...names("competence")].toSorted()).toEqual(competences.map((c) => c.code).toSorted());
    expect(names("detail").size).toBe(competences.flatMap((c) => c.details).length);
    const [first, second] = competences;
    if (!first || !second) throw new Error("two competences at least");
    const detail = first.details[0];
    await teacher.submit(grille, {
      [`tache.${taches[0]}`]: "oui",
      [`competence.${first.code}`]: "4",
      [`competence.${second.code}`]: "NE",
      ...(detail ? { [`mode.${first.code}`]: "detaillee", [`detail.${detail.code}`]: "3" } : {}),
      engagement: "3",
      dateRencontre: "2026-12-10",
    });
    expect(teacher.page.text).toContain("Enregistré à");
    const sent = await teacher.post(routes.bilanEntrepriseTerminer.href({ dossier }), {});
    expect(sent.text).toContain("Bilan transmis à Lou Essai");
    const board = await teacher.get(routes.tableauDeBord.href({ apprenant }));
    expect(board.text).toContain(`Période ${code}`);
    expect(board.text).toContain(first.intitule);
    const read = await teacher.get(routes.autoEvaluation.href({ dossier }));
    expect(read.status).toBe(200);
    expect(read.text).toContain("Pas encore d’auto-évaluation.");
  },
);
