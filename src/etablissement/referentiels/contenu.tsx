import { ChangementsCard } from "#etablissement/referentiels/changements.tsx";
import { Competences } from "#etablissement/referentiels/competences.tsx";
import { EnvoiFichier } from "#etablissement/referentiels/fichier.tsx";
import { type EtatReferentiel, usagesDe } from "#etablissement/referentiels/load.ts";
import { EtatChips, usagesText } from "#etablissement/referentiels/pages.tsx";
import { droitsReferentiels } from "#etablissement/referentiels/rights.ts";
import { avertissementLu, manques, type Origine, origineText } from "#etablissement/referentiels/rules.ts";
import { EchellesLues, Epreuves, Matrice, Statuts, Taches } from "#etablissement/referentiels/sections.tsx";
import { civilDateIn } from "#kernel/civil-date.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { longDate } from "#kernel/french.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Actions, ErrorSummary, Form, Hidden } from "#ui/form.tsx";
import { Columns } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import type { Screen } from "#web/act.ts";

type Props = { etat: EtatReferentiel; vu: Referentiel; screen: Screen; form: FormState };

const origineDe = (etat: EtatReferentiel, vu: Referentiel): Origine =>
  etat.versions.find((one) => one.referentiel.version === vu.version)?.origine ?? "livre";

/** A diploma, whole and read only: what it holds, what is missing, its versions, and the acts of the administrator. */
export const ContenuPage = ({ etat, vu, screen, form }: Props) => {
  const may = droitsReferentiels.regler(screen.actor).ok;
  const { courant, code } = etat;
  const missing = manques(vu);
  // the page holds two forms: what was refused belongs to one of them
  const [envoi, choix] = form.errors.fichier ? [form, formOf()] : [formOf(), form];
  return (
    <Page
      frame={screen.frame}
      title={`Référentiel ${vu.sigle}`}
      lead={`${vu.diplome}, ${vu.specialite}`}
      back={{ href: routes.adminReferentiels.href({}), text: "Référentiels" }}
    >
      <Columns sideLabel="Version" side={<Cote etat={etat} vu={vu} screen={screen} may={may} />}>
        {courant?.version === vu.version ? <DejaFait form={choix} /> : null}
        {courant && courant.version !== vu.version ? (
          <ChangementsCard etat={etat} courant={courant} vu={vu} screen={screen} form={choix} may={may} />
        ) : null}
        {courant === null ? <Ajout etat={etat} vu={vu} screen={screen} form={choix} /> : null}
        {vu.avertissement ? <Notice kind="warning">{avertissementLu(vu)}</Notice> : null}
        {missing.length > 0 ? (
          <Card title="Ce qui manque" tone="you">
            <p>Une liste vide veut dire « non trouvé », jamais « n’existe pas ».</p>
            <ul class="puces">
              {missing.map((text) => (
                <li>{text}</li>
              ))}
            </ul>
          </Card>
        ) : null}
        <Taches referentiel={vu} />
        <Competences referentiel={vu} />
        <Matrice referentiel={vu} />
        <Statuts referentiel={vu} />
        <EchellesLues referentiel={vu} />
        <Epreuves referentiel={vu} />
        {vu.texteReference ? (
          <Card title="Texte de référence">
            <p>{vu.texteReference}</p>
          </Card>
        ) : null}
        {may ? (
          <EnvoiFichier
            action={routes.adminReferentiel.href({ code })}
            title="Envoyer un fichier corrigé"
            form={envoi}
            screen={screen}
          >
            Le fichier est contrôlé, gardé, puis comparé à la version en usage. Vous décidez ensuite.
          </EnvoiFichier>
        ) : null}
      </Columns>
    </Page>
  );
};

/** A choice refused when the page has no choice left: somebody else has just made it. */
const DejaFait = ({ form }: { form: FormState }) => (
  <>
    <ErrorSummary errors={form.errors} />
    {form.conflict ? <Notice kind="warning">{form.conflict.by}</Notice> : null}
  </>
);

/** A diploma of the school's own, whose file was sent: one press puts it to use. */
const Ajout = ({ etat, vu, screen, form }: Props) => (
  <Card title="Ajouter ce diplôme" tone="current">
    <p>Le fichier est contrôlé. Il sera proposé pour les classes, les annexes et les périodes.</p>
    <Form
      action={routes.adminReferentielVersion.href({ code: etat.code })}
      keys={screen.frame.keys}
      form={form}
      version={etat.vue}
      id="ajout"
    >
      <Hidden name="version" value={vu.version} />
      <Actions>
        <Button>Ajouter ce diplôme</Button>
      </Actions>
    </Form>
  </Card>
);

const Cote = ({ etat, vu, screen, may }: Omit<Props, "form"> & { may: boolean }) => {
  const { code, courant, livre } = etat;
  const { fuseau } = screen.actor.etablissement;
  const kept = etat.versions.find((one) => one.referentiel.version === vu.version);
  return (
    <>
      <Card title="Version">
        <Definitions
          rows={[
            { term: "Version", value: vu.version },
            { term: "Origine", value: origineText[origineDe(etat, vu)] },
            ...(kept?.auteur
              ? [
                  {
                    term: "Enregistrée",
                    value: `le ${longDate(civilDateIn(kept.creeLe, fuseau))} par ${kept.auteur}`,
                  },
                ]
              : []),
            { term: "Utilisée par", value: usagesText(usagesDe(etat, vu)) },
          ]}
        />
        <EtatChips referentiel={vu} />
        <Actions>
          <LinkButton href={routes.adminReferentielFichier.href({ code })} icon="download" download>
            Télécharger le fichier (JSON)
          </LinkButton>
          {may && courant ? (
            <LinkButton href={routes.adminEchelles.href({ code })} icon="settings">
              Régler les échelles et les attitudes
            </LinkButton>
          ) : null}
        </Actions>
      </Card>
      {etat.versions.length > 0 || livre ? (
        <Card title="Toutes les versions" flush>
          <Rows label="Toutes les versions">
            {lignesDe(etat).map(({ referentiel, origine, date, usages }) => (
              <RowItem
                title={date ? longDate(civilDateIn(date, fuseau)) : "Livrée avec Passerelle"}
                href={routes.adminReferentiel.href({ code }, { version: referentiel.version })}
                detail={`${origineText[origine]} · ${usages}`}
                chips={
                  referentiel.version === courant?.version ? <Chip kind="success">en usage</Chip> : undefined
                }
              />
            ))}
          </Rows>
        </Card>
      ) : null}
    </>
  );
};

type Ligne = { referentiel: Referentiel; origine: Origine; date: Date | null; usages: string };

/** The versions kept, the latest first, and the one shipped today. */
function lignesDe(etat: EtatReferentiel): Ligne[] {
  const { livre, versions } = etat;
  const shipped = (ref: Referentiel) => ref.version === livre?.version;
  const lines = versions
    .filter(({ referentiel }) => !shipped(referentiel))
    .map(
      ({ referentiel, origine, creeLe }): Ligne => ({
        referentiel,
        origine,
        date: creeLe,
        usages: usagesText(usagesDe(etat, referentiel)),
      }),
    );
  return livre
    ? [
        ...lines,
        { referentiel: livre, origine: "livre", date: null, usages: usagesText(usagesDe(etat, livre)) },
      ]
    : lines;
}
