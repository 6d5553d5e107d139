import { lireDeuxieme } from "#fiche-de-liaison/form.ts";
import { adresseLieu } from "#fiche-de-liaison/lieu/adresse.ts";
import { AjouterPage, RetirerPage } from "#fiche-de-liaison/lieu/deuxieme/pages.tsx";
import { milieu, partager, peutAjouter, peutRetirer } from "#fiche-de-liaison/lieu/rules.ts";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import { conflitAvec } from "#fiche-de-liaison/rules.ts";
import { ajouterDeuxieme, retirerDeuxieme } from "#fiche-de-liaison/store/lieu.ts";
import { loadFiche } from "#fiche-de-liaison/store.ts";
import { all } from "#kernel/decision.ts";
import { readVersion } from "#kernel/fields.ts";
import { formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import { act, type Route, view } from "#web/act.ts";

/** « Ajouter une deuxième entreprise », « Retirer la deuxième entreprise » (B-18). */
export const deuxieme: Route[] = [
  view({
    path: routes.ficheLieuDeuxieme,
    right: droitsFiche.modifierLieu,
    load: ({ tx, params }) => loadFiche(tx, params.dossier),
    page: (faits, { frame, actor }) => (
      <AjouterPage
        faits={faits}
        actor={actor}
        frame={frame}
        form={formOf({ aPartirDu: faits.apprenant.statut === "apprenti" ? "" : milieu(faits.periode) })}
        possible={peutAjouter(actor.role, faits)}
      />
    ),
  }),

  act({
    path: routes.ficheLieuDeuxieme,
    name: "fiche.lieu.ajouter",
    right: droitsFiche.modifierLieu,
    load: ({ tx, params }) => loadFiche(tx, params.dossier, true),
    form: lireDeuxieme,
    decide: (faits, { aPartirDu }, { actor }) => {
      const jours = partager(aPartirDu, faits.periode, faits.apprenant.statut);
      return all(peutAjouter(actor.role, faits), jours.ok ? { ok: true, value: undefined } : jours);
    },
    write: async ({ tx, actor, now }, faits, { _version, aPartirDu }) => {
      const { dossier, accueil, periode, apprenant } = faits;
      const jours = partager(aPartirDu, periode, apprenant.statut);
      if (!jours.ok) return { refusal: jours };
      const added = await ajouterDeuxieme(
        tx,
        {
          etablissement: actor.etablissement.id,
          dossier,
          id: newId(),
          premier: { id: accueil.id, version: _version, ...jours.value.premier },
          ...jours.value.deuxieme,
        },
        { par: actor.habilitation, now },
      );
      if (!added) return { stale: conflitAvec(accueil, actor.etablissement.fuseau, []) };
      return {
        to: adresseLieu(dossier, 2),
        object: dossier,
        message: "Deuxième entreprise ajoutée. Il reste à la nommer.",
      };
    },
    page: (faits, { frame, actor }, form) => (
      <AjouterPage
        faits={faits}
        actor={actor}
        frame={frame}
        form={form}
        possible={peutAjouter(actor.role, faits)}
      />
    ),
  }),

  view({
    path: routes.ficheLieuRetirer,
    right: droitsFiche.modifierLieu,
    load: ({ tx, params }) => loadFiche(tx, params.dossier),
    page: (faits, { frame, actor }) => (
      <RetirerPage
        faits={faits}
        actor={actor}
        frame={frame}
        form={formOf()}
        possible={peutRetirer(actor.role, faits)}
      />
    ),
  }),

  act({
    path: routes.ficheLieuRetirer,
    name: "fiche.lieu.retirer",
    right: droitsFiche.modifierLieu,
    load: ({ tx, params }) => loadFiche(tx, params.dossier, true),
    form: (input) => parsed({ version: readVersion(input.text("_version")) }),
    decide: (faits, _, { actor }) => peutRetirer(actor.role, faits),
    write: async ({ tx, actor, now }, faits, { version }) => {
      const { dossier, accueil, sejours } = faits;
      const id = sejours[1]?.id ?? "";
      const gone = await retirerDeuxieme(
        tx,
        { premier: accueil, deuxieme: { id, version } },
        { par: actor.habilitation, now },
      );
      if (!gone)
        return {
          stale: conflitAvec(
            { ...accueil, version: sejours[1]?.version ?? 0 },
            actor.etablissement.fuseau,
            [],
          ),
        };
      return {
        to: adresseLieu(dossier, 1),
        object: dossier,
        message: "Deuxième entreprise retirée. La première couvre de nouveau toute la période.",
        details: { entreprise: sejours[1]?.entreprise ?? "" },
      };
    },
    page: (faits, { frame, actor }, form) => (
      <RetirerPage
        faits={faits}
        actor={actor}
        frame={frame}
        form={form}
        possible={peutRetirer(actor.role, faits)}
      />
    ),
  }),
];
