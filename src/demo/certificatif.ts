import { contenuDe, type GrilleComplete } from "#bilans/certificative/rules.ts";
import { loadGrille, validerGrille } from "#bilans/certificative/store.ts";
import { cleDe, valeurCompetence } from "#bilans/lignes/rules.ts";
import { writeBilan } from "#bilans/lignes/store.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { DemoStay } from "#demo/dossiers.ts";
import type { DemoSchool } from "#demo/school.ts";
import { competencesMobilisees } from "#referentiel/rules.ts";

const levels = ["4", "3", "5", "4", "NE"];

/** A certificative grid of five competences: begun (levels on the first three), or validated. */
export async function addGrille(
  tx: SchoolTx,
  school: DemoSchool,
  stay: DemoStay,
  given: { auteur: string; validee: boolean },
): Promise<void> {
  const { dossier, periode } = stay;
  const auteur = { etablissement: school.id, habilitation: given.auteur, now: school.now };
  const own = competencesMobilisees(periode.classe.referentiel).slice(4, 9);
  const line = (cle: string, valeur: string) => ({ cle, valeur, version: 1 });
  const bilan = await writeBilan(
    tx,
    { dossier, type: "certificatif", bilan: null },
    [
      line("dateRencontre", periode.au),
      line("commentaire", given.validee ? "Intervention menée seul, compte rendu complet." : ""),
      ...own.map(({ code }) => line(cleDe("retenue", code), "oui")),
      ...own
        .slice(0, given.validee ? own.length : 3)
        .map(({ code }, i) => line(cleDe("competence", code), valeurCompetence("globale", levels[i] ?? "3"))),
    ],
    auteur,
  );
  if (!given.validee) return;
  const grille = (await loadGrille(tx, dossier, school.referentiels, {
    today: school.today,
    hold: false,
  })) as GrilleComplete;
  await validerGrille(tx, { bilan, contenu: contenuDe(grille), numero: 1 }, auteur);
}
