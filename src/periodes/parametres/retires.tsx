import { civilDateIn } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import { count, fullName, listName, longDate } from "#kernel/french.ts";
import type { FaitsParametres } from "#periodes/parametres/onglets.ts";
import type { CandidatDossier } from "#periodes/rules.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { KeyFields } from "#ui/form.tsx";
import type { Frame } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type Props = { frame: Frame; facts: FaitsParametres; modifier: Decision; fuseau: string };

const detailOf = ({ classe, contenu, retrait }: CandidatDossier, fuseau: string): string =>
  [
    classe.nom,
    retrait
      ? `retiré le ${longDate(civilDateIn(retrait.le, fuseau))}${retrait.par ? ` par ${fullName(retrait.par)}` : ""}`
      : "",
    contenu ?? "rien d’écrit",
    retrait?.motif ? `« ${retrait.motif} »` : "",
  ]
    .filter(Boolean)
    .join(" · ");

/** « Apprenants retirés »: each dossier waits whole, and one press brings it back. */
export const ApprenantsRetires = ({ frame, facts, modifier, fuseau }: Props) => {
  const retires = facts.candidats.filter((one) => one.retrait);
  if (retires.length === 0) return null;
  return (
    <Card title="Apprenants retirés" meta={count(retires.length, "dossier")} id="retires" flush>
      <Rows label="Apprenants retirés">
        {retires.map((one) => (
          <RowItem
            title={listName(one)}
            detail={detailOf(one, fuseau)}
            action={
              modifier.ok ? (
                <form
                  method="post"
                  action={routes.periodeRemettre.href({ periode: facts.id, dossier: one.dossier ?? "" })}
                >
                  <KeyFields keys={frame.keys} />
                  <Button kind="secondary" icon="undo-2" about={listName(one)}>
                    Remettre dans la période
                  </Button>
                </form>
              ) : (
                <Button kind="secondary" icon="undo-2" locked={modifier.message}>
                  Remettre dans la période
                </Button>
              )
            }
          />
        ))}
      </Rows>
    </Card>
  );
};
