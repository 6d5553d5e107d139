import { formulairePersonnel, lirePersonnel, type SaisiePersonnel } from "#bilans/personnel/form.ts";
import { PersonnelLuPage, PersonnelPage } from "#bilans/personnel/pages.tsx";
import { droitsPersonnel } from "#bilans/personnel/rights.ts";
import { ecrirePersonnel, loadPersonnel, type PersonnelLu } from "#bilans/personnel/store.ts";
import { barreVoisins } from "#dossiers/rules/voisins.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import type { Conflict, FormState } from "#kernel/form.ts";
import { instantText } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

const words = { fort: "point fort", progres: "axe de progrès" };

const monPage = (faits: PersonnelLu, { frame, actor, now }: Screen, form?: FormState) => (
  <PersonnelPage
    frame={frame}
    faits={faits}
    form={form ?? formulairePersonnel(faits.bilan)}
    now={now}
    fuseau={actor.etablissement.fuseau}
    personne={actor.habilitation}
  />
);

/** The other device's choices beside one's own. */
const staleOf = ({ ref, bilan }: PersonnelLu, saisie: SaisiePersonnel, fuseau: string): Conflict => ({
  version: bilan?.version ?? 0,
  by: bilan ? `Tu l’as enregistré sur un autre appareil le ${instantText(bilan.modifieLe, fuseau)}.` : "",
  fields: [
    ...ref.attitudes.map(({ code, intitule }) => {
      const text = (of: ReadonlyMap<string, keyof typeof words> | undefined) => {
        const choix = of?.get(code);
        return choix ? words[choix] : "";
      };
      return {
        name: `point-${code}`,
        label: intitule,
        yours: text(saisie.points),
        theirs: text(bilan?.points),
      };
    }),
    {
      name: "perspectives",
      label: "Perspectives",
      yours: saisie.perspectives,
      theirs: bilan?.perspectives ?? "",
    },
  ].filter((field) => field.yours !== field.theirs),
});

const rienDit = refuse(
  "bilan-vide",
  "Choisis au moins un point fort ou un axe de progrès, ou écris quelques mots, avant de terminer.",
  "perspectives",
);

const ecrire = (termine: boolean) =>
  act({
    path: termine ? routes.bilanPersonnelTerminer : routes.bilanPersonnel,
    name: termine ? "bilan-personnel.terminer" : "bilan-personnel.enregistrer",
    right: droitsPersonnel.ecrire,
    load: ({ tx, params, deps }: Pick<Work, "tx" | "deps"> & { params: { dossier: string } }) =>
      loadPersonnel(tx, params.dossier, deps.referentiels, true),
    form: (input, { ref }) => lirePersonnel(input, ref),
    decide: (_, { points, perspectives }): Decision =>
      termine && points.size === 0 && perspectives === "" ? rienDit : allowed,
    write: async ({ tx, actor, now }, faits, saisie) => {
      if (saisie.version !== (faits.bilan?.version ?? 0))
        return { stale: staleOf(faits, saisie, actor.etablissement.fuseau) };
      const { id, version } = await ecrirePersonnel(tx, faits, saisie, {
        etablissement: actor.etablissement.id,
        auteur: actor.habilitation,
        now,
        termine,
      });
      return {
        to: routes.bilanPersonnel.href({ dossier: faits.dossier }),
        object: id,
        version,
        message: termine
          ? "Bilan personnel terminé. Tu peux encore le changer."
          : "Bilan personnel enregistré.",
      };
    },
    page: monPage,
  });

/** The bilan personnel (S-60): written by the learner, read by the others (S-61). */
export const bilansPersonnels: Route[] = [
  view({
    path: routes.bilanPersonnel,
    right: droitsPersonnel.lire,
    load: ({ tx, params, deps }) => loadPersonnel(tx, params.dossier, deps.referentiels, false),
    page: (faits, screen) =>
      screen.actor.role === "apprenant" ? (
        monPage(faits, screen)
      ) : (
        <PersonnelLuPage
          frame={screen.frame}
          faits={faits}
          fuseau={screen.actor.etablissement.fuseau}
          voisins={barreVoisins(screen.actor, faits, (dossier) => routes.bilanPersonnel.href({ dossier }))}
        />
      ),
  }),
  ecrire(false),
  ecrire(true),
];
