import type { Coupon } from "#etablissement/coupons/rules.ts";
import type { Classe } from "#etablissement/rules.ts";
import { count, listName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { LinkButton } from "#ui/button.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";
import { qrPath } from "#ui/qr.tsx";
import type { Screen } from "#web/act.ts";

type Props = { fiche: Classe; coupons: Coupon[]; screen: Screen };

/** The sheet of coupons: read once, printed on A4, cut along the dashes. Nothing of it is stored. */
export const CouponsPage = ({ fiche, coupons, screen }: Props) => {
  const address = `${screen.deps.origin}${routes.connexion.href({})}`;
  const qr = qrPath(address);
  return (
    <Page
      frame={screen.frame}
      title="Coupons d’accès"
      back={{ href: routes.classe.href({ classe: fiche.id }), text: fiche.nom }}
      lead={`${fiche.nom} : ${count(coupons.length, "coupon")}`}
      actions={
        <LinkButton href={routes.classe.href({ classe: fiche.id })}>
          J’ai imprimé, revenir à la classe
        </LinkButton>
      }
    >
      <div class="coupons-avis">
        <Notice kind="warning" title="Imprimez cette page maintenant (Ctrl + P)">
          Ces codes ne seront plus jamais affichés. Si la feuille est perdue, refaites des codes. Remettez
          chaque coupon en main propre.
        </Notice>
      </div>
      <svg class="coupons-qr-source" aria-hidden="true" focusable="false">
        <symbol id="qr-connexion" viewBox={`0 0 ${qr.size} ${qr.size}`}>
          <path d={qr.d} />
        </symbol>
      </svg>
      <ul class="coupons">
        {coupons.map((coupon) => (
          <li class="coupon">
            <div class="coupon-head">
              <p class="coupon-ecole">{screen.actor.etablissement.nom}</p>
              <h2>
                {listName(coupon)} <span class="coupon-classe">{fiche.nom}</span>
              </h2>
            </div>
            <svg class="coupon-qr" aria-hidden="true" focusable="false">
              <use href="#qr-connexion" />
            </svg>
            <dl>
              <div>
                <dt>Adresse</dt>
                <dd>{screen.deps.origin.replace(/^https?:\/\//, "")}</dd>
              </div>
              <div>
                <dt>Ton identifiant</dt>
                <dd>
                  <b>{coupon.login}</b>
                </dd>
              </div>
              <div>
                <dt>Ton code</dt>
                <dd class="coupon-code">{coupon.code}</dd>
              </div>
            </dl>
            <p class="coupon-aide">
              Ouvre l’adresse (ou photographie le carré), tape ton identifiant et ton code, puis choisis ton
              mot de passe. Le code ne sert qu’une fois : ne le montre à personne.
            </p>
          </li>
        ))}
      </ul>
    </Page>
  );
};
