import { formOf } from "#kernel/form.ts";
import { shortDate } from "#kernel/french.ts";
import { niveauDe, niveauxQuiComptent } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { parametres } from "#tableau-de-bord/demande.ts";
import { adresse, type Lecture, libelleLu, type Partie } from "#tableau-de-bord/lecture.ts";
import { Radar, Trait } from "#tableau-de-bord/radar/dessin.tsx";
import {
  AXES_MAX,
  AXES_MIN,
  type Axe,
  axesPossibles,
  axesRetenus,
  type Choix,
  pourquoi,
  titreRadar,
} from "#tableau-de-bord/radar/rules.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { CheckboxGroup } from "#ui/choices.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Fold } from "#ui/layout.tsx";
import type { Frame } from "#ui/page.tsx";
import { Table } from "#ui/table.tsx";

const Choisir = ({
  frame,
  possibles,
  choix,
  partie,
  lecture,
}: {
  frame: Frame;
  possibles: readonly Axe[];
  choix: Choix;
  partie: Partie;
  lecture: Lecture;
}) => {
  const { axes: _, ...kept } = parametres(lecture.demande);
  return (
    <Fold summary="Choisir les compétences du radar">
      <Form
        method="get"
        action={routes.tableauDeBord.href({ apprenant: lecture.apprenant })}
        keys={frame.keys}
        label="Choisir les compétences du radar"
      >
        {Object.entries(kept).map(([name, value]) => (value ? <Hidden name={name} value={value} /> : null))}
        <CheckboxGroup
          form={formOf({ axes: choix.axes.map(({ competence }) => competence) })}
          name="axes"
          id={`axes-${partie.ref.code}`}
          label={`De ${AXES_MIN} à ${AXES_MAX} compétences`}
          choices={possibles.map(({ competence }) => ({
            value: competence,
            text: (
              <>
                <b>{competence}</b> {libelleLu(partie, competence)}
              </>
            ),
          }))}
        />
        <Actions>
          <Button kind="secondary">Dessiner</Button>
          {choix.par === "demande" ? (
            <a href={adresse(lecture, { axes: [] })}>Revenir au choix de départ</a>
          ) : null}
        </Actions>
      </Form>
    </Fold>
  );
};

/** The radar of one référentiel: second to the table, which says the same in words. None below three competences. */
export const RadarCard = ({ frame, partie, lecture }: { frame: Frame; partie: Partie; lecture: Lecture }) => {
  const { ref } = partie;
  const possibles = axesPossibles(ref, partie.evaluations);
  if (possibles.length < AXES_MIN) return null;
  const choix = axesRetenus(possibles, lecture.demande.axes);
  const { axes } = choix;
  const words = (code: string) => `${code} ${niveauDe(ref, code).intitule}`;
  return (
    <Card title="Premier et dernier niveau" id="radar">
      <p class="meta">{pourquoi(choix, possibles.length)}</p>
      <div class="radar-cadre">
        {axes.length >= AXES_MIN ? (
          <figure class="radar-figure">
            <Radar
              axes={axes}
              niveaux={niveauxQuiComptent(ref).map(({ code }) => code)}
              titre={titreRadar(axes)}
            />
            <figcaption class="radar-legende">
              <span>
                <Trait etat="premier" /> Premier niveau
              </span>
              <span>
                <Trait etat="dernier" /> Dernier niveau
              </span>
            </figcaption>
          </figure>
        ) : (
          <p>{`Cochez au moins ${AXES_MIN} compétences : en dessous, il n’y a pas de surface à dessiner.`}</p>
        )}
        <Table
          caption="Premier et dernier niveau de chaque compétence du radar"
          hideCaption
          columns={[{ text: "Compétence" }, { text: "Premier niveau" }, { text: "Dernier niveau" }]}
          rows={axes.map(({ competence, premier, dernier, niveaux }) => ({
            header: competence,
            cells: [
              `${words(premier.niveau)}, le ${shortDate(premier.le)}`,
              niveaux === 1 ? "le même" : `${words(dernier.niveau)}, le ${shortDate(dernier.le)}`,
            ],
          }))}
        />
      </div>
      {possibles.length > AXES_MIN ? (
        <Choisir frame={frame} possibles={possibles} choix={choix} partie={partie} lecture={lecture} />
      ) : null}
    </Card>
  );
};
