import { routes } from "#routes.ts";
import type { Client } from "./client.ts";
import type { World } from "./world.ts";

/** What a test of « Lieu de réalisation » asks the database, past the row level security. */
export function lieuOf(world: World) {
  const query = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows;
  return {
    query,
    /** the dossier of one learner of PFMP 3, by the family name */
    dossierDe: async (nom: string): Promise<string> => {
      const [row] = await query(
        `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
         where a.nom = $1 and p.nom = 'PFMP 3'`,
        nom,
      );
      return row.id;
    },
    /** the company of the directory that a stay is tied to, and the name written in the fiche */
    liee: async (dossier: string, rang = 1) =>
      (
        await query(
          `select e.id, e.nom, e.ville, e.siret, e.adresse, a.entreprise as ecrite from accueil a
           left join entreprise e on e.id = a.entreprise_id where a.dossier_id = $1 and a.rang = $2`,
          dossier,
          rang,
        )
      )[0],
  };
}

/** The address of the tab for one stay of a dossier. */
export const lieuHref = (dossier: string, accueil?: number) =>
  routes.ficheLieu.href({ dossier }, { accueil });

/** What a field of the page shown holds. */
export const value = (client: Client, name: string) =>
  client.page.root.querySelector(`[name=${name}]`)?.getAttribute("value");
