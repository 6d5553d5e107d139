import type { Bilan } from "#bilans/lignes/rules.ts";
import { fullName, instantText } from "#kernel/french.ts";
import { Notice } from "#ui/notice.tsx";

/** The state of a bilan that was passed on once, told to those who may change it. */
export const Transmission = ({
  bilan,
  apprenant,
  fuseau,
}: {
  bilan: Bilan | null;
  apprenant: { nom: string; prenom: string };
  fuseau: string;
}) => {
  if (!bilan?.transmisLe) return null;
  const sent = `Transmis à ${fullName(apprenant)} le ${instantText(bilan.transmisLe, fuseau)}${bilan.transmisPar ? ` par ${bilan.transmisPar}` : ""}.`;
  if (bilan.etat === "brouillon")
    return (
      <Notice kind="warning" title="Bilan rouvert">
        {`${sent} Modifié le ${instantText(bilan.modifieLe, fuseau)} par ${bilan.modifiePar} : l’apprenant le relira quand vous le transmettrez de nouveau.`}
      </Notice>
    );
  return (
    <Notice kind="info" title="Bilan transmis">
      {`${sent} Une modification le rouvre : il faudra le transmettre de nouveau.`}
      {bilan.vuLe ? <p>{`Lu par ${apprenant.prenom} le ${instantText(bilan.vuLe, fuseau)}.`}</p> : null}
      {bilan.avis ? <p>{`« ${bilan.avis} »`}</p> : null}
    </Notice>
  );
};
