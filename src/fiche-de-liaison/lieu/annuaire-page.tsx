import { ANNUAIRE_MUET, type Proposee } from "#entreprises/rules.ts";
import { adresseLieu } from "#fiche-de-liaison/lieu/adresse.ts";
import type { Annuaire } from "#fiche-de-liaison/lieu/annuaire.ts";
import type { Rang } from "#fiche-de-liaison/store.ts";
import { fullName } from "#kernel/french.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Fold, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { Search } from "#ui/search.tsx";

type Props = { dossier: string; rang: Rang; annuaire: Annuaire; tu: boolean };

/** Where a choice leads: the same form, filled, still to be saved. */
const choix = (dossier: string, rang: Rang, une: Proposee, tuteur?: string) =>
  `${adresseLieu(dossier, rang, { choix: une.id ?? une.siret, tuteur })}#annuaire`;

/** « Chercher une entreprise »: works without a script; while typing the name, the island proposes the same. */
export const ChercherEntreprise = ({ dossier, rang, annuaire, tu }: Props) => {
  const { recherche, trouvees, muet, choisie } = annuaire;
  return (
    <div id="annuaire" class="stack stack-tight">
      <Fold summary="Chercher une entreprise" open={recherche !== ""}>
        <Stack>
          <Search
            action={`${adresseLieu(dossier, 1)}#annuaire`}
            value={recherche}
            label="Nom, ville ou SIRET"
            {...(rang === 2 ? { keep: { accueil: "2" } } : {})}
          />
          {recherche === "" ? null : trouvees.length > 0 ? (
            <Card flush>
              <Rows label="Entreprises trouvées">
                {trouvees.map((une) => (
                  <RowItem
                    title={une.nom}
                    detail={[une.ville, une.siret && `SIRET ${une.siret}`].filter(Boolean).join(", ")}
                    chips={une.id ? null : <Chip kind="plain">Annuaire officiel</Chip>}
                    action={
                      <>
                        <LinkButton href={choix(dossier, rang, une)} about={une.nom}>
                          Choisir
                        </LinkButton>
                        {une.tuteur ? (
                          <LinkButton
                            href={choix(dossier, rang, une, "oui")}
                            kind="quiet"
                            about={`de ${une.nom}`}
                          >
                            Avec {fullName(une.tuteur)}
                          </LinkButton>
                        ) : null}
                      </>
                    }
                  />
                ))}
              </Rows>
            </Card>
          ) : (
            <p>
              Aucune entreprise trouvée pour « {recherche} ».{" "}
              {tu ? "Remplis le formulaire à la main." : "Remplissez le formulaire à la main."}
            </p>
          )}
        </Stack>
      </Fold>
      {muet ? <Notice kind="warning">{ANNUAIRE_MUET}</Notice> : null}
      {choisie ? (
        <Notice kind="info">
          {tu
            ? `« ${choisie.entreprise} » vient de l’annuaire. Vérifie chaque champ, puis enregistre.`
            : `« ${choisie.entreprise} » vient de l’annuaire. Vérifiez chaque champ, puis enregistrez.`}
        </Notice>
      ) : null}
    </div>
  );
};
