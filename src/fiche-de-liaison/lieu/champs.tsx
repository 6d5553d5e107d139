import type { RaisonProposition } from "#fiche-de-liaison/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { FormState } from "#kernel/form.ts";
import { dateRange } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { DateField, TextField } from "#ui/fields.tsx";
import { Notice } from "#ui/notice.tsx";

/*
 * What is typed of a host company, once: in « Lieu de réalisation » and, the learner, in « Présenter l’entreprise ».
 */

const pourquoiProposer: Record<RaisonProposition, string> = {
  "tuteur-invite": "Ton tuteur a déjà reçu son lien d’accès.",
  "convention-signee": "Ta convention est signée.",
};

/** Why the learner's change will only be proposed. */
export const SeraPropose = ({ raison }: { raison: RaisonProposition }) => (
  <Notice kind="info">
    {pourquoiProposer[raison]} Un changement d’entreprise ou de tuteur est donc proposé à tes enseignants, qui
    l’acceptent ou l’écartent.
  </Notice>
);

/** The company; its name proposes those already known while one types it. */
export const ChampsEntreprise = ({ form, tu }: { form: FormState; tu: boolean }) => (
  <div class="form">
    <p-entreprises data-adresse={routes.entreprisesRecherche.href({}, { format: "json" })}>
      <TextField form={form} name="entreprise" label="Raison sociale" required autocomplete="off" />
    </p-entreprises>
    <TextField form={form} name="adresse" label="Adresse" autocomplete="street-address" />
    <TextField
      form={form}
      name="codePostal"
      label="Code postal"
      inputmode="numeric"
      autocomplete="postal-code"
      width="short"
    />
    <TextField form={form} name="ville" label="Ville" autocomplete="address-level2" />
    <TextField form={form} name="secteur" label="Secteur d’activité" />
    <TextField form={form} name="telephone" label="Téléphone" type="tel" inputmode="tel" width="medium" />
    <TextField
      form={form}
      name="siret"
      label="SIRET"
      hint={
        tu
          ? "Facultatif : quatorze chiffres, sur une facture, le tampon de l’entreprise ou les mentions légales de son site. Demande-le à ton tuteur."
          : "Facultatif : quatorze chiffres, sur une facture, le tampon de l’entreprise ou les mentions légales de son site."
      }
      inputmode="numeric"
      width="medium"
    />
  </div>
);

/** The tuteur de stage; an apprenti’s maître comes from his contract. */
export const ChampsTuteur = ({ form, tu }: { form: FormState; tu: boolean }) => (
  <div class="form">
    <TextField form={form} name="tuteurNom" label="Nom" verbatim />
    <TextField form={form} name="tuteurPrenom" label="Prénom" verbatim />
    <TextField
      form={form}
      name="tuteurTelephone"
      label="Téléphone"
      type="tel"
      inputmode="tel"
      width="medium"
    />
    <TextField
      form={form}
      name="tuteurCourriel"
      label="Courriel"
      type="email"
      inputmode="email"
      hint={
        tu
          ? "Son adresse professionnelle, pas la tienne : ton enseignant lui enverra un lien d’accès."
          : "Son adresse professionnelle : le lien d’accès y sera envoyé."
      }
      verbatim
    />
  </div>
);

/** The days in this company, when there are two. */
export const ChampsJours = ({
  form,
  periode,
}: {
  form: FormState;
  periode: { du: CivilDate; au: CivilDate };
}) => (
  <div class="form">
    <p class="meta">La période va {dateRange(periode.du, periode.au)}. Sans date, ses propres jours.</p>
    <DateField form={form} name="du" label="Premier jour" min={periode.du} max={periode.au} />
    <DateField form={form} name="au" label="Dernier jour" min={periode.du} max={periode.au} />
  </div>
);
