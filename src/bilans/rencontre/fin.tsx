import { saisiText } from "#bilans/entreprise/lecture.tsx";
import { corrige, type Dessin, Pied, Section } from "#bilans/rencontre/etape.tsx";
import { jourTenu, objetDe } from "#bilans/rencontre/rules.ts";
import { textOf } from "#kernel/form.ts";
import { fullName, instantText, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { TextArea, TextField } from "#ui/fields.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import { Notice } from "#ui/notice.tsx";

/** Step 5: what he says, noted as said. His own answer to the bilan stays his, once it is passed on to him. */
export const LeMot = ({ dessin }: { dessin: Dessin }) => {
  const { frame, vue, formulaires, fuseau } = dessin;
  const { visite, apprenant, peut } = vue;
  const { mot } = visite;
  return (
    <Section dessin={dessin} code="mot">
      <Form
        id="rencontre-mot"
        label="Le mot de l’apprenant"
        action={routes.rencontreMot.href({ visite: visite.id })}
        keys={frame.keys}
        version={mot.version}
        {...corrige(dessin, "mot")}
      >
        <Card>
          <p>
            {`Tendez le téléphone à ${apprenant.prenom}, ou notez ses paroles. Ce mot reste dans le compte rendu, comme dit pendant la visite ; son avis écrit viendra de sa main, une fois le bilan transmis.`}
          </p>
          <TextArea
            form={formulaires.mot}
            name="mot"
            label={`Ce que dit ${apprenant.prenom}`}
            rows={3}
            maxlength={1000}
            {...(peut.tenir.ok ? {} : { locked: peut.tenir.message })}
          />
          {mot.texte && mot.le ? (
            <p class="grille-note">
              {`Dit par ${fullName(apprenant)} pendant la visite, noté sur l’appareil de ${mot.par}, le ${instantText(mot.le, fuseau)}.`}
            </p>
          ) : null}
        </Card>
        {peut.tenir.ok ? (
          <Pied dessin={dessin} id="rencontre-mot" code="mot" le={mot.texte ? mot.le : null} />
        ) : null}
      </Form>
    </Section>
  );
};

/** Step 6: both names, the short report, and the end of the visit. */
export const Terminer = ({ dessin }: { dessin: Dessin }) => {
  const { frame, vue, formulaires } = dessin;
  const { visite, peut, statut, today, tuteur, bilan } = vue;
  const form = formulaires.compteRendu;
  const transmet = objetDe(statut) !== null && peut.evaluer.ok;
  const mains = saisiText(vue);
  const plusTot = visite.etat === "prevue" && visite.date > today;
  return (
    <Section dessin={dessin} code="terminer">
      <Form
        id="rencontre-fin"
        label="Terminer"
        action={routes.rencontreCompteRendu.href({ visite: visite.id })}
        keys={frame.keys}
        version={visite.version}
        {...corrige(dessin, "compteRendu")}
      >
        <Card>
          {mains ? (
            <p>
              <b>{mains}</b>
            </p>
          ) : null}
          {objetDe(statut) === null ? null : (
            <>
              <Hidden name="base.presence" value={textOf(form, "base.presence")} />
              <TextField
                form={form}
                name="presence"
                label="Saisi en présence de"
                hint="Le tuteur qui est avec vous, s’il n’a pas rempli le bilan lui-même : son nom y reste écrit."
                suggestions={tuteur ? [tuteur] : []}
                maxlength={120}
                {...(peut.evaluer.ok ? {} : { locked: peut.evaluer.message })}
              />
            </>
          )}
          <TextArea
            form={form}
            name="compteRendu"
            label="Compte rendu de la visite"
            hint="Quelques lignes : accueil, travail confié, suite convenue. Lu par les enseignants seulement."
            rows={4}
            maxlength={3000}
            {...(peut.tenir.ok ? {} : { locked: peut.tenir.message })}
          />
        </Card>
        {plusTot ? (
          <Notice kind="info">
            {`Cette visite était prévue le ${longDate(visite.date)} : elle sera notée faite ${longDate(jourTenu(visite, today))}, aujourd’hui.`}
          </Notice>
        ) : null}
        {peut.tenir.ok ? (
          <>
            <noscript>
              <Notice kind="info">Enregistrez chaque étape avant de terminer.</Notice>
            </noscript>
            <Pied
              dessin={dessin}
              id="rencontre-fin"
              code="compteRendu"
              le={null}
              ecrit={visite.compteRendu !== ""}
              boutonSeul={bilan?.etat === "transmis"}
            >
              {transmet ? (
                <Button icon="send" formaction={routes.rencontreTerminer.href({ visite: visite.id })}>
                  {bilan?.etat === "transmis"
                    ? "Terminer la visite"
                    : "Terminer et transmettre à l’apprenant"}
                </Button>
              ) : null}
              <Button
                icon="check"
                kind={transmet ? "secondary" : "primary"}
                formaction={routes.rencontreClore.href({ visite: visite.id })}
              >
                {transmet ? "Noter la visite faite, sans transmettre" : "Noter la visite faite"}
              </Button>
              <Button kind="quiet">Enregistrer le compte rendu</Button>
            </Pied>
          </>
        ) : null}
      </Form>
    </Section>
  );
};
