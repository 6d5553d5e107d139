import type { FaitsConvention } from "#documents/convention/load.ts";
import { type Scan, scanPresent, scansRetires } from "#documents/convention/scan/rules.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormKeys, FormState } from "#kernel/form.ts";
import { fullName, longDate } from "#kernel/french.ts";
import { tailleLue } from "#portfolio/fichiers/rules.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { FileField } from "#ui/fields.tsx";
import { Actions, Form, KeyFields } from "#ui/form.tsx";
import { Fold, Stack } from "#ui/layout.tsx";
import type { Frame } from "#ui/page.tsx";

const ACCEPT = ".pdf,image/jpeg,image/png,image/webp,.heic,.heif";

/** « PDF, 640 Ko, par Sophie Mercier le 3 novembre 2026 » */
const enMots = ({ genre, taille, par, le }: Scan, fuseau: string): string =>
  `${genre === "image" ? "Photo" : "PDF"}, ${tailleLue(taille)}, par ${fullName(par)} le ${longDate(civilDateIn(le, fuseau))}`;

const Geste = ({
  action,
  keys,
  icon,
  children,
}: {
  action: string;
  keys: FormKeys;
  icon: "trash-2" | "undo-2";
  children: string;
}) => (
  <form method="post" action={action}>
    <KeyFields keys={keys} />
    <Button kind="quiet" icon={icon}>
      {children}
    </Button>
  </form>
);

const EnVigueur = ({ scan, dossier, fuseau }: { scan: Scan; dossier: string; fuseau: string }) => (
  <>
    <p class="meta">{enMots(scan, fuseau)}</p>
    {scan.etat === "sain" ? (
      <p>
        <LinkButton href={routes.conventionScan.href({ dossier })} icon="download" download>
          Télécharger la convention signée
        </LinkButton>
      </p>
    ) : (
      <p>
        {scan.etat === "infecte"
          ? "L’antivirus a reconnu un virus : ce fichier a été effacé."
          : "Vérification antivirus en attente : ce fichier ne s’ouvre pas encore."}
      </p>
    )}
  </>
);

type Props = {
  faits: FaitsConvention;
  frame: Frame;
  fuseau: string;
  form: FormState;
  joindre: Decision;
};

/** The paper as it was signed, for everyone the dossier concerns; joined, replaced, taken out by its teachers (B-26). */
export const ScanConvention = ({ faits, frame, fuseau, form, joindre }: Props) => {
  const { dossier, scans } = faits;
  const present = scanPresent(scans);
  const anciens = scansRetires(scans).filter(({ etat }) => etat !== "infecte");
  return (
    <Card title="La convention signée, scannée" id="scan">
      <Stack>
        {present ? (
          <EnVigueur scan={present} dossier={dossier} fuseau={fuseau} />
        ) : (
          <p>Pas de scan pour l’instant. Le papier signé fait foi.</p>
        )}
        {joindre.ok ? (
          <Form
            action={routes.conventionScan.href({ dossier })}
            keys={frame.keys}
            form={form}
            files
            id="joindre"
            label="Scan de la convention signée"
          >
            <FileField
              form={form}
              name="fichier"
              label={present ? "Remplacer par" : "Scan ou photo de la convention signée"}
              hint={"PDF, JPEG, PNG, WebP ou HEIC, 10\u00a0Mo au plus. Plusieurs pages : un seul PDF."}
              accept={ACCEPT}
              required
            />
            <Actions>
              <Button kind="secondary" icon="upload">
                {present ? "Remplacer le scan" : "Joindre le scan"}
              </Button>
            </Actions>
          </Form>
        ) : null}
        {joindre.ok && present ? (
          <Geste
            action={routes.conventionScanRetirer.href({ dossier, fichier: present.id })}
            keys={frame.keys}
            icon="trash-2"
          >
            Retirer le scan
          </Geste>
        ) : null}
        {joindre.ok && anciens.length > 0 ? (
          <Fold summary={`Remplacés ou retirés (${anciens.length})`}>
            <p class="meta">Un scan remplacé ou retiré est gardé 30 jours, puis effacé.</p>
            <ul class="plain-list">
              {anciens.map((scan) => (
                <li class="line">
                  <span>{enMots(scan, fuseau)}</span>
                  <Geste
                    action={routes.conventionScanRetablir.href({ dossier, fichier: scan.id })}
                    keys={frame.keys}
                    icon="undo-2"
                  >
                    Rétablir
                  </Geste>
                </li>
              ))}
            </ul>
          </Fold>
        ) : null}
      </Stack>
    </Card>
  );
};
