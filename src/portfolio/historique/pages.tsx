import { type FormState, textOf } from "#kernel/form.ts";
import { count, fullName } from "#kernel/french.ts";
import { ConseilLu, moment } from "#portfolio/commentaires/conseils.tsx";
import { ecarts } from "#portfolio/historique/ecarts.ts";
import type { FaitsHistorique } from "#portfolio/historique/load.ts";
import { type Champ, champsDe, type Etat } from "#portfolio/historique/rules.ts";
import { PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import { Columns, Fold, Stack } from "#ui/layout.tsx";
import type { Screen } from "#web/act.ts";

type Props = { faits: FaitsHistorique; screen: Screen<never> };

/** A text with what was taken out and put in: marked by strokes, and by words for who listens. */
const Ecart = ({ champ }: { champ: Champ }) => (
  <p class="ecart">
    {ecarts(champ.avant, champ.apres).map(({ sorte, texte }) =>
      sorte === "egal" ? (
        texte
      ) : sorte === "retire" ? (
        <del>
          <span class="sr-only">[supprimé : </span>
          {texte}
          <span class="sr-only">]</span>
        </del>
      ) : (
        <ins>
          <span class="sr-only">[ajouté : </span>
          {texte}
          <span class="sr-only">]</span>
        </ins>
      ),
    )}
  </p>
);

const titreDe = (etat: Etat, faits: FaitsHistorique, screen: Screen<never>): string => {
  if (etat.version === faits.courant.version) return "Texte actuel";
  return etat.ecrit ? `Version du ${moment(etat.ecrit.le, screen)}` : "Premier texte";
};

/** The versions, the latest first: links to the same page. */
const Versions = ({ faits, screen, choisi }: Props & { choisi: Etat }) => (
  <Card title="Versions">
    <ol class="plain-list versions">
      {faits.etats.toReversed().map((etat) => (
        <li>
          <a
            href={routes.portfolioHistorique.href(
              { dossier: faits.dossier },
              { objet: faits.objet, cle: faits.cle, version: etat.version },
            )}
            aria-current={etat === choisi ? "page" : undefined}
          >
            {titreDe(etat, faits, screen)}
          </a>
          {etat.conseils.length > 0 ? (
            <span class="meta"> puis {count(etat.conseils.length, "conseil")}</span>
          ) : null}
        </li>
      ))}
    </ol>
  </Card>
);

const Retablir = ({ faits, screen, etat, form }: Props & { etat: Etat; form: FormState }) => (
  <Form
    action={routes.portfolioHistorique.href(
      { dossier: faits.dossier },
      { objet: faits.objet, cle: faits.cle },
    )}
    keys={screen.frame.keys}
    form={form}
    version={faits.courant.version}
  >
    <Hidden name="retablir" value={etat.version} />
    <Button kind="secondary" icon="undo-2">
      Revenir à ce texte
    </Button>
    <p class="field-hint">Rien n’est effacé : ton texte actuel restera dans l’historique.</p>
  </Form>
);

/** What one version changed, whose comment it came after, and the way back to it. */
const Detail = ({ faits, screen, etat, form }: Props & { etat: Etat; form: FormState }) => {
  const avant = faits.etats[faits.etats.indexOf(etat) - 1];
  const champs = champsDe(avant?.contenu ?? etat.contenu, etat.contenu, faits.libelles);
  const changes = champs.filter((champ) => champ.avant !== champ.apres);
  const sien = droitsPortfolio.ecrire(screen.actor, faits).ok;
  const actuel = etat.version === faits.courant.version;
  return (
    <Stack>
      {avant && avant.conseils.length > 0 ? (
        <Card title={`Écrit après ${avant.conseils.length === 1 ? "ce conseil" : "ces conseils"}`}>
          <ol class="commentaires">
            {avant.conseils.map((conseil) => (
              <ConseilLu screen={screen} conseil={conseil} />
            ))}
          </ol>
        </Card>
      ) : null}
      <Card
        title={titreDe(etat, faits, screen)}
        meta={etat.ecrit ? `par ${fullName(etat.ecrit.par)}` : undefined}
      >
        {avant ? (
          <>
            <h3>Ce qui a changé</h3>
            {changes.length === 0 ? (
              <p>Rien n’a changé dans les mots.</p>
            ) : (
              <Definitions
                rows={changes.map((champ) => ({ term: champ.libelle, value: <Ecart champ={champ} /> }))}
              />
            )}
          </>
        ) : null}
        <Fold summary="Lire ce texte en entier" open={!avant}>
          <Definitions
            empty="Rien d’écrit"
            rows={champs.map(({ libelle, apres }) => ({ term: libelle, value: apres }))}
          />
        </Fold>
        {sien && !actuel ? <Retablir faits={faits} screen={screen} etat={etat} form={form} /> : null}
      </Card>
    </Stack>
  );
};

const onglets = { presentation: "entreprise", semaine: "semaines", activite: "activites" } as const;

/** What a text of the learner said before, before and after the comments (B-03). */
export const HistoriquePage = ({ faits, screen, form }: Props & { form: FormState }) => {
  const { actor, frame, query } = screen;
  const voulue = textOf(form, "retablir") || query.get("version");
  const choisi = faits.etats.find(({ version }) => String(version) === voulue) ?? faits.etats.at(-1);
  return (
    <PortfolioPage frame={frame} actor={actor} faits={faits} onglet={onglets[faits.objet]}>
      <Stack>
        <div>
          <h2>Versions précédentes : {faits.lieu.nom}</h2>
          <p>
            <a href={faits.lieu.adresse.split("#")[0]}>Revenir au texte</a>
          </p>
        </div>
        {faits.etats.length < 2 || !choisi ? (
          <Card>
            <Empty icon="history">
              {actor.role === "apprenant"
                ? "Ton texte n’a qu’une version. Quand tu le reprendras, ce que tu avais écrit restera ici."
                : "Ce texte n’a qu’une version. Ce qu’il disait avant restera ici quand il sera repris."}
            </Empty>
          </Card>
        ) : (
          <Columns
            side={<Versions faits={faits} screen={screen} choisi={choisi} />}
            sideLabel="Versions de ce texte"
          >
            <Detail faits={faits} screen={screen} etat={choisi} form={form} />
          </Columns>
        )}
      </Stack>
    </PortfolioPage>
  );
};
