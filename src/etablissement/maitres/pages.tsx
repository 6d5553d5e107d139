import { ApprentiField, DatesFields, EntrepriseField } from "#etablissement/maitres/fields.tsx";
import type { ApprentiOffert, Contrat, Maitre } from "#etablissement/maitres/store.ts";
import { AccesChip } from "#etablissement/roles/chip.tsx";
import { PersonneFields } from "#etablissement/roles/fields.tsx";
import type { FormState } from "#kernel/form.ts";
import { dateRange, listName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Columns } from "#ui/layout.tsx";
import { Menu } from "#ui/menu.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";
import { Avatar } from "#ui/person.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import type { Screen } from "#web/act.ts";

const contratText = (contrat: Contrat) =>
  `${listName(contrat)} · ${contrat.entreprise} · ${dateRange(contrat.du, contrat.au)}`;

const Ligne = ({ maitre, screen }: { maitre: Maitre; screen: Screen }) => (
  <RowItem
    mark={<Avatar person={maitre} />}
    title={listName(maitre)}
    href={routes.maitre.href({ maitre: maitre.id })}
    detail={
      <>
        {maitre.courriel}
        {maitre.contrats.map((contrat) => (
          <span class="row-line">{contratText(contrat)}</span>
        ))}
      </>
    }
    chips={<AccesChip personne={maitre} screen={screen} />}
    menu={
      <Menu
        id={`menu-${maitre.id}`}
        label={`Actions pour ${listName(maitre)}`}
        items={[
          maitre.compte === "active"
            ? {
                text: "Renvoyer le lien d’activation",
                icon: "send",
                reason: "Compte activé : il n’a plus besoin de lien.",
              }
            : {
                text: "Renvoyer le lien d’activation",
                icon: "send",
                action: routes.maitreRelance.href({ maitre: maitre.id }),
                keys: screen.frame.keys,
              },
        ]}
      />
    }
  />
);

type Props = { maitres: Maitre[]; apprentis: ApprentiOffert[]; screen: Screen; form: FormState };

export const MaitresPage = ({ maitres, apprentis, screen, form }: Props) => (
  <Page
    frame={screen.frame}
    title="Maîtres d’apprentissage"
    lead="Un maître d’apprentissage suit un ou plusieurs apprentis, le temps de leur contrat. Les tuteurs de stage, eux, sont invités par les enseignants."
  >
    <Columns
      sideLabel="Créer un maître d’apprentissage"
      side={
        <Card title="Créer un maître d’apprentissage" id="creer">
          {apprentis.length === 0 ? (
            <Notice
              kind="info"
              action={<LinkButton href={routes.adminClasses.href({})}>Choisir une classe</LinkButton>}
            >
              Aucun apprenant n’est sous statut d’apprenti. Indiquez d’abord qui l’est, sur la page de sa
              classe.
            </Notice>
          ) : (
            <Form action={routes.maitres.href({})} keys={screen.frame.keys} form={form}>
              <PersonneFields form={form} />
              <EntrepriseField form={form} />
              <ApprentiField form={form} apprentis={apprentis} />
              <DatesFields form={form} />
              <p class="meta">
                Un maître d’apprentissage déjà créé : ouvrez sa fiche pour lui ajouter un contrat.
              </p>
              <Actions>
                <Button icon="send">Créer et envoyer le lien</Button>
              </Actions>
            </Form>
          )}
        </Card>
      }
    >
      <Card flush={maitres.length > 0}>
        {maitres.length === 0 ? (
          <Empty icon="building-2">
            Aucun maître d’apprentissage pour l’instant. Créez le premier : il recevra un lien pour activer
            son compte.
          </Empty>
        ) : (
          <Rows label="Maîtres d’apprentissage">
            {maitres.map((maitre) => (
              <Ligne maitre={maitre} screen={screen} />
            ))}
          </Rows>
        )}
      </Card>
    </Columns>
  </Page>
);
