import type { LigneEntreprise } from "#entreprises/rules.ts";
import type { UneEntreprise } from "#entreprises/store.ts";
import type { FormState } from "#kernel/form.ts";
import { count } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { Empty } from "#ui/empty.tsx";
import { Hidden } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { Search } from "#ui/search.tsx";
import { Table } from "#ui/table.tsx";

const lignes = [
  ["nom", "Raison sociale"],
  ["siret", "SIRET"],
  ["adresse", "Adresse"],
  ["codePostal", "Code postal"],
  ["ville", "Ville"],
  ["secteur", "Secteur d’activité"],
  ["telephone", "Téléphone"],
] as const;

const vide = <span class="definition-empty">Non renseigné</span>;

type FusionProps = { gardee: UneEntreprise; absorbee: UneEntreprise; frame: Frame; form: FormState };

/** Both rows side by side, what happens to the stays, and one press. */
export const FusionPage = ({ gardee, absorbee, frame, form }: FusionProps) => {
  const action = routes.entrepriseFusionner.href({ entreprise: gardee.id }, { avec: absorbee.id });
  return (
    <Page
      frame={frame}
      title="Fusionner deux entreprises"
      back={{ href: routes.entreprise.href({ entreprise: gardee.id }), text: gardee.nom }}
    >
      <Stack>
        <Card flush>
          <Table
            caption="Les deux fiches"
            hideCaption
            columns={[{ text: "Renseignement" }, { text: "Fiche gardée" }, { text: "Fiche fusionnée" }]}
            rows={lignes.map(([name, label]) => ({
              header: label,
              cells: [gardee[name] || vide, absorbee[name] || vide],
            }))}
          />
        </Card>
        <Confirm
          title={`Fusionner « ${absorbee.nom} » dans « ${gardee.nom} » ?`}
          action={action}
          keys={frame.keys}
          form={form}
          version={gardee.version}
          submit="Fusionner"
          cancel={{
            href: routes.entrepriseFusionner.href({ entreprise: absorbee.id }, { avec: gardee.id }),
            text: "Garder l’autre fiche",
          }}
          fields={
            <>
              <Hidden name="absorbee" value={absorbee.id} />
              <Hidden name="versionAbsorbee" value={absorbee.version} />
            </>
          }
        >
          <p>
            {count(absorbee.sejours, "séjour passera", "séjours passeront")} sous la fiche gardée. Les
            dossiers ne changent pas. La fusion pourra être annulée.
          </p>
        </Confirm>
      </Stack>
    </Page>
  );
};

type ChoisirProps = { gardee: UneEntreprise; autres: LigneEntreprise[]; mots: string; frame: Frame };

/** Which other row is the same company. */
export const ChoisirPage = ({ gardee, autres, mots, frame }: ChoisirProps) => (
  <Page
    frame={frame}
    title="Fusionner deux entreprises"
    lead={`Quelle autre fiche est aussi « ${gardee.nom} » ?`}
    back={{ href: routes.entreprise.href({ entreprise: gardee.id }), text: gardee.nom }}
  >
    <Stack>
      <Search
        action={routes.entrepriseFusionner.href({ entreprise: gardee.id })}
        value={mots}
        label="Nom, ville ou SIRET"
      />
      <Card flush>
        {autres.length === 0 ? (
          <Empty icon="search">
            {mots
              ? `Aucune autre entreprise ne répond à « ${mots} ».`
              : "C’est la seule entreprise de l’annuaire."}
          </Empty>
        ) : (
          <Rows label="Autres entreprises">
            {autres.map((autre) => (
              <RowItem
                title={autre.nom}
                detail={[autre.ville, autre.siret && `SIRET ${autre.siret}`].filter(Boolean).join(", ")}
                action={
                  <LinkButton
                    href={routes.entrepriseFusionner.href({ entreprise: gardee.id }, { avec: autre.id })}
                    about={autre.nom}
                  >
                    Comparer
                  </LinkButton>
                }
              />
            ))}
          </Rows>
        )}
      </Card>
    </Stack>
  </Page>
);
