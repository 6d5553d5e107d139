import { type Dessin, LigneEtapes } from "#bilans/rencontre/etape.tsx";
import { Attitudes, Competences, Engagement, GrilleDExamen } from "#bilans/rencontre/evaluer.tsx";
import { LeMot, Terminer } from "#bilans/rencontre/fin.tsx";
import { CeQuIlAFait, PointsOuverts } from "#bilans/rencontre/lire.tsx";
import { etapesDe } from "#bilans/rencontre/rules.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { KeyFields } from "#ui/form.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";

/** « PFMP 3 · Fragrance Plus, Rouen · tuteur : Julien Boisseau » */
const resume = ({ periode, lieu, tuteur, apprenant }: Dessin["vue"]): string =>
  [
    periode.nom,
    lieu?.entreprise ? [lieu.entreprise, lieu.ville].filter(Boolean).join(", ") : "entreprise à renseigner",
    tuteur ? `${apprenant.statut === "apprenti" ? "maître d’apprentissage" : "tuteur"} : ${tuteur}` : "",
  ]
    .filter(Boolean)
    .join(" · ");

/** The tutor's page on his own phone (B-25). An apprenti's maître has an account: said, not offered. */
const PageDuTuteur = ({ frame, vue }: Pick<Dessin, "frame" | "vue">) => {
  if (!vue.peut.inviter.ok || vue.visite.etat === "annulee") return null;
  if (vue.apprenant.statut === "apprenti")
    return (
      <p class="meta">
        {`${vue.tuteur || "Le maître d’apprentissage"} a son compte : il remplit le bilan depuis son téléphone en se connectant.`}
      </p>
    );
  return (
    <form method="post" action={routes.visiteCode.href({ visite: vue.visite.id })}>
      <KeyFields keys={frame.keys} />
      <Button kind="secondary" icon="qr-code">
        Ouvrir la page du tuteur sur son téléphone
      </Button>
    </form>
  );
};

/** The mode of a visit, drawn from its document: one column, a thumb, forty minutes. */
export const RencontrePage = (given: Omit<Dessin, "etapes">) => {
  const dessin: Dessin = { ...given, etapes: etapesDe(given.vue) };
  const { frame, vue, etapes } = dessin;
  const a = (code: string) => etapes.some((etape) => etape.code === code);
  return (
    <Page
      frame={frame}
      title={`Visite : ${fullName(vue.apprenant)}`}
      lead={resume(vue)}
      back={{ href: routes.mesVisites.href({}), text: "Mes visites" }}
      actions={<PageDuTuteur frame={frame} vue={vue} />}
    >
      <LigneEtapes etapes={etapes} />
      <div class="rencontre">
        {vue.peut.tenir.ok ? null : <Notice kind="info">{vue.peut.tenir.message}</Notice>}
        {vue.visite.etat === "faite" ? (
          <Notice kind="success" title="Visite faite">
            Ce que vous changez ici est encore enregistré.
          </Notice>
        ) : null}
        <CeQuIlAFait dessin={dessin} />
        <PointsOuverts dessin={dessin} />
        {a("competences") ? <Competences dessin={dessin} /> : null}
        {a("engagement") ? <Engagement dessin={dessin} /> : null}
        {a("grille") ? <GrilleDExamen dessin={dessin} /> : null}
        {a("attitudes") ? <Attitudes dessin={dessin} /> : null}
        <LeMot dessin={dessin} />
        <Terminer dessin={dessin} />
      </div>
    </Page>
  );
};
