import { enPreparation, FEUILLES_MAX, JOURS_TIRAGE, type Tirage } from "#documents/tirage/rules.ts";
import { count, fullName, instantText } from "#kernel/french.ts";
import { tailleLue } from "#portfolio/fichiers/rules.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { KeyFields } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";

type Props = {
  frame: Frame;
  periode: string;
  nom: string;
  /** how many there are today */
  feuilles: number;
  tirage: Tirage | null;
  fuseau: string;
};

const Preparer = ({ frame, periode, encore }: Pick<Props, "frame" | "periode"> & { encore: boolean }) => (
  <form method="post" action={routes.tirage.href({ periode })}>
    <KeyFields keys={frame.keys} />
    <Button icon="printer" kind={encore ? "secondary" : "primary"}>
      {encore ? "Préparer à nouveau" : "Préparer les pré-conventions"}
    </Button>
  </form>
);

const EnCours = ({ periode, tirage }: { periode: string; tirage: Tirage }) => (
  <p-attente>
    <Card title="Préparation en cours…">
      <Stack>
        <div role="status">
          {tirage.total > 0 ? (
            <Progress
              value={tirage.faits}
              max={tirage.total}
              label="Préparation"
              text={`${count(tirage.faits, "fichier")} sur ${tirage.total}`}
            />
          ) : (
            <p>La préparation va commencer.</p>
          )}
        </div>
        <p class="meta">Vous pouvez quitter cette page : le fichier vous attendra ici.</p>
        <p>
          <LinkButton href={routes.tirage.href({ periode })} icon="refresh-cw">
            Actualiser
          </LinkButton>
        </p>
      </Stack>
    </Card>
  </p-attente>
);

const Pret = ({ frame, periode, tirage, fuseau }: Props & { tirage: Tirage }) => (
  <Card title="Le fichier est prêt">
    <Stack>
      <p>
        {tailleLue(tirage.taille)}, {count(tirage.total, "fichier")}, un par classe. Préparé le{" "}
        {instantText(tirage.finiLe ?? tirage.demandeLe, fuseau)} à la demande de {fullName(tirage.par)}, gardé{" "}
        {JOURS_TIRAGE} jours.
      </p>
      <p>
        <LinkButton href={routes.tirageZip.href({ periode })} kind="primary" icon="download" download>
          Télécharger les pré-conventions
        </LinkButton>
      </p>
      <p class="meta">Des fiches ont changé depuis ? Préparez le fichier à nouveau.</p>
      <Preparer frame={frame} periode={periode} encore />
    </Stack>
  </Card>
);

const APreparer = ({ frame, periode, feuilles }: Props) => (
  <Card title="À préparer">
    <Stack>
      <p>
        Cette période compte {feuilles} pré-conventions. Au-delà de {FEUILLES_MAX}, elles sont préparées une
        classe par fichier, dans une archive ZIP : comptez une minute au plus.
      </p>
      <Preparer frame={frame} periode={periode} encore={false} />
    </Stack>
  </Card>
);

/** The pré-conventions of a large period: prepared while one does something else, downloaded when ready. */
export const TiragePage = (props: Props) => {
  const { frame, periode, nom, feuilles, tirage } = props;
  return (
    <Page
      frame={frame}
      title="Pré-conventions pour tous"
      lead={`${nom} · ${count(feuilles, "pré-convention")}`}
      back={{ href: routes.periodes.href({}, { periode }), text: "Vue par périodes" }}
    >
      <Stack>
        {tirage?.etat === "echec" ? (
          <Notice kind="danger" title="La préparation n’a pas abouti">
            Rien n’est perdu : préparez-les à nouveau. Si cela se répète, prévenez l’administrateur.
          </Notice>
        ) : null}
        {tirage && enPreparation(tirage) ? (
          <EnCours periode={periode} tirage={tirage} />
        ) : tirage?.etat === "pret" ? (
          <Pret {...props} tirage={tirage} />
        ) : feuilles > FEUILLES_MAX ? (
          <APreparer {...props} />
        ) : feuilles > 0 ? (
          <Card title="Un seul fichier">
            <LinkButton href={routes.preconventions.href({ periode })} icon="download" download>
              Télécharger les pré-conventions
            </LinkButton>
          </Card>
        ) : (
          <Notice kind="info">
            Aucun élève sous statut scolaire dans cette période : pour un apprenti, la convention est celle de
            son contrat.
          </Notice>
        )}
      </Stack>
    </Page>
  );
};
