-- The house: identities, schools, and the whole chain from a class list to an evaluated period.
-- Every tenant table starts its key with etablissement_id and references others by composite keys:
-- foreign-key checks bypass row level security, so the composite key is what stops a cross-school reference.
-- PostgreSQL 15 is the floor; ids are made in the code.

------------------------------------------------------------------ before a school is known (comptes/store.ts only)

create table identite (
  id uuid primary key,
  nom text not null,
  prenom text not null,
  mot_de_passe text,
  mot_de_passe_provisoire boolean not null default false,
  lecture_confortable boolean not null default false,
  cree_le timestamptz not null default now()
);

create table identifiant (
  type text not null check (type in ('courriel', 'login')),
  valeur text not null,
  identite_id uuid not null references identite on delete cascade,
  primary key (type, valeur)
);
create index identifiant_identite on identifiant (identite_id);

create table session (
  empreinte bytea primary key,
  identite_id uuid not null references identite on delete cascade,
  etablissement_id uuid not null,
  habilitation_id uuid not null,
  cree_le timestamptz not null,
  vue_le timestamptz not null,
  inactive_apres interval not null,
  expire_le timestamptz not null
);
create index session_habilitation on session (etablissement_id, habilitation_id);
create index session_identite on session (identite_id);

-- Secrets mailed or printed; only their hash is kept. cible: accueil_tuteur (tuteur) or identite (activation, coupon).
create table lien (
  empreinte bytea primary key,
  but text not null check (but in ('tuteur', 'activation')),
  etablissement_id uuid not null,
  cible uuid not null,
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  revoque_le timestamptz
);
create index lien_cible on lien (etablissement_id, cible);

-- Throttling of every path that redeems a secret: one row a key (account or address) and a window.
create table tentative (
  cle text primary key,
  nombre integer not null,
  depuis timestamptz not null
);

------------------------------------------------------------------ the school

create table etablissement (
  id uuid primary key,
  uai text not null unique,
  nom text not null,
  adresse text not null default '',
  code_postal text not null default '',
  ville text not null default '',
  fuseau text not null default 'Europe/Paris',
  reglages jsonb not null default '{}'
);

create table habilitation (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  identite_id uuid not null references identite,
  role text not null check (role in ('apprenant', 'enseignant', 'tuteur', 'maitre', 'administrateur')),
  nom text not null,
  prenom text not null,
  courriel text,
  du date not null,
  au date,
  primary key (etablissement_id, id),
  unique (etablissement_id, identite_id, role)
);
create index habilitation_identite on habilitation (identite_id);

create table classe (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  annee integer not null,
  nom text not null,
  niveau text not null,
  referentiel text not null,
  referentiel_version text not null,
  primary key (etablissement_id, id),
  unique (etablissement_id, annee, nom)
);

create table apprenant (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  habilitation_id uuid,
  nom text not null,
  prenom text not null,
  naissance date,
  ine text,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, habilitation_id) references habilitation
);
create unique index apprenant_ine on apprenant (etablissement_id, ine) where ine is not null;
create index apprenant_habilitation on apprenant (etablissement_id, habilitation_id);

create table inscription (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  apprenant_id uuid not null,
  classe_id uuid not null,
  statut text not null check (statut in ('scolaire', 'apprenti')),
  du date not null,
  au date,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, apprenant_id) references apprenant,
  foreign key (etablissement_id, classe_id) references classe
);
create index inscription_classe on inscription (etablissement_id, classe_id);
create unique index inscription_en_cours on inscription (etablissement_id, apprenant_id) where au is null;

create table enseignant_classe (
  etablissement_id uuid not null references etablissement,
  enseignant_id uuid not null,
  classe_id uuid not null,
  primary key (etablissement_id, enseignant_id, classe_id),
  foreign key (etablissement_id, enseignant_id) references habilitation,
  foreign key (etablissement_id, classe_id) references classe
);

create table contrat (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  apprenant_id uuid not null,
  maitre_id uuid not null,
  entreprise text not null,
  du date not null,
  au date not null,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, apprenant_id) references apprenant,
  foreign key (etablissement_id, maitre_id) references habilitation,
  check (du <= au)
);
create index contrat_maitre on contrat (etablissement_id, maitre_id);
create index contrat_apprenant on contrat (etablissement_id, apprenant_id);

-- A class list read and not yet applied: what the administrator is being shown.
create table import_liste (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  fichier text not null,
  lecture jsonb not null,
  auteur_id uuid not null,
  cree_le timestamptz not null,
  applique_le timestamptz,
  bilan jsonb,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, auteur_id) references habilitation
);

------------------------------------------------------------------ preparing

create table annexe (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  titre text not null,
  niveau text not null,
  referentiel text not null,
  referentiel_version text not null,
  objectifs text[] not null default '{}',
  taches text[] not null default '{}',
  auteur_id uuid not null,
  version integer not null default 1,
  cree_le timestamptz not null,
  modifie_le timestamptz not null,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, auteur_id) references habilitation
);

create table periode (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  annexe_id uuid not null,
  nom text not null,
  statut text not null,
  niveau text not null,
  referentiel text not null,
  referentiel_version text not null,
  du date not null,
  au date not null,
  objectifs text[] not null,
  taches text[] not null,
  auteur_id uuid not null,
  version integer not null default 1,
  cree_le timestamptz not null,
  supprime_le timestamptz,
  supprime_par uuid,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, annexe_id) references annexe,
  foreign key (etablissement_id, auteur_id) references habilitation,
  check (du <= au)
);
create index periode_niveau on periode (etablissement_id, niveau, cree_le);

create table dossier (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  periode_id uuid not null,
  apprenant_id uuid not null,
  classe_id uuid not null,
  referent_id uuid,
  portfolio_edite_le timestamptz,
  retire_le timestamptz,
  primary key (etablissement_id, id),
  unique (etablissement_id, periode_id, apprenant_id),
  foreign key (etablissement_id, periode_id) references periode,
  foreign key (etablissement_id, apprenant_id) references apprenant,
  foreign key (etablissement_id, classe_id) references classe,
  foreign key (etablissement_id, referent_id) references habilitation
);
create index dossier_apprenant on dossier (etablissement_id, apprenant_id);

create table fiche (
  etablissement_id uuid not null references etablissement,
  dossier_id uuid not null,
  objectifs text[] not null,
  taches text[] not null,
  individualisee boolean not null default false,
  version integer not null default 1,
  modifie_le timestamptz,
  modifie_par uuid,
  primary key (etablissement_id, dossier_id),
  foreign key (etablissement_id, dossier_id) references dossier,
  foreign key (etablissement_id, modifie_par) references habilitation
);

-- One stay in one company; a dossier may have two (rang). The company's data are the dossier's own copy.
create table accueil (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  dossier_id uuid not null,
  rang integer not null default 1,
  entreprise text not null default '',
  adresse text not null default '',
  code_postal text not null default '',
  ville text not null default '',
  secteur text not null default '',
  telephone text not null default '',
  siret text not null default '',
  tuteur_nom text not null default '',
  tuteur_prenom text not null default '',
  tuteur_telephone text not null default '',
  tuteur_courriel text not null default '',
  version integer not null default 1,
  modifie_le timestamptz,
  modifie_par uuid,
  primary key (etablissement_id, id),
  unique (etablissement_id, dossier_id, rang),
  foreign key (etablissement_id, dossier_id) references dossier,
  foreign key (etablissement_id, modifie_par) references habilitation
);

-- A learner's change of company or tutor once the tutor is invited: proposed, then accepted or set aside by a teacher.
create table proposition_accueil (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  accueil_id uuid not null,
  valeurs jsonb not null,
  auteur_id uuid not null,
  cree_le timestamptz not null,
  tranche_le timestamptz,
  tranche_par uuid,
  acceptee boolean,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, accueil_id) references accueil,
  foreign key (etablissement_id, auteur_id) references habilitation
);
create unique index proposition_en_attente on proposition_accueil (etablissement_id, accueil_id) where tranche_le is null;

-- Replaced tutors stay on record; the right lives from invite_le to the end of jusqu_au, unless revoque_le.
create table accueil_tuteur (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  accueil_id uuid not null,
  dossier_id uuid not null,
  tuteur_id uuid not null,
  invite_le timestamptz not null,
  invite_par uuid not null,
  jusqu_au date not null,
  revoque_le timestamptz,
  premiere_visite_le timestamptz,
  derniere_visite_le timestamptz,
  nouveau_lien_demande_le timestamptz,
  primary key (etablissement_id, id),
  unique (etablissement_id, accueil_id, tuteur_id),
  foreign key (etablissement_id, accueil_id) references accueil,
  foreign key (etablissement_id, dossier_id) references dossier,
  foreign key (etablissement_id, tuteur_id) references habilitation,
  foreign key (etablissement_id, invite_par) references habilitation
);
create index accueil_tuteur_tuteur on accueil_tuteur (etablissement_id, tuteur_id);
create index accueil_tuteur_dossier on accueil_tuteur (etablissement_id, dossier_id);

------------------------------------------------------------------ the portfolio

create table presentation (
  etablissement_id uuid not null references etablissement,
  dossier_id uuid not null,
  activite text not null default '',
  effectif text not null default '',
  effectif_maintenance text not null default '',
  historique text not null default '',
  version integer not null default 1,
  modifie_le timestamptz not null,
  primary key (etablissement_id, dossier_id),
  foreign key (etablissement_id, dossier_id) references dossier
);

create table semaine (
  etablissement_id uuid not null references etablissement,
  dossier_id uuid not null,
  lundi date not null check (extract(isodow from lundi) = 1),
  fait text not null default '',
  reussi text not null default '',
  aime text not null default '',
  difficile text not null default '',
  taches text[] not null default '{}',
  version integer not null default 1,
  modifie_le timestamptz not null,
  primary key (etablissement_id, dossier_id, lundi),
  foreign key (etablissement_id, dossier_id) references dossier
);

create table activite (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  dossier_id uuid not null,
  rang integer not null,
  titre text not null,
  condition text check (condition in ('autonomie', 'accompagne')),
  champs jsonb not null default '{}',
  taches text[] not null default '{}',
  exporter boolean not null default true,
  version integer not null default 1,
  cree_le timestamptz not null,
  modifie_le timestamptz not null,
  supprime_le timestamptz,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, dossier_id) references dossier
);
create index activite_dossier on activite (etablissement_id, dossier_id);

-- What a text said before: one editor's saves merged per quarter of an hour.
create table version_texte (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  dossier_id uuid not null,
  objet text not null check (objet in ('presentation', 'semaine', 'activite')),
  cle text not null,
  version integer not null,
  contenu jsonb not null,
  auteur_id uuid not null,
  le timestamptz not null,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, dossier_id) references dossier,
  foreign key (etablissement_id, auteur_id) references habilitation
);
create index version_texte_objet on version_texte (etablissement_id, dossier_id, objet, cle, version);

create table commentaire (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  dossier_id uuid not null,
  ancre text not null default '',
  texte text not null,
  auteur_id uuid not null,
  le timestamptz not null,
  fait_le timestamptz,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, dossier_id) references dossier,
  foreign key (etablissement_id, auteur_id) references habilitation
);
create index commentaire_dossier on commentaire (etablissement_id, dossier_id);

------------------------------------------------------------------ evaluating

create table bilan (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  dossier_id uuid not null,
  type text not null check (type in ('personnel', 'attitudes', 'entreprise', 'certificatif')),
  etat text not null default 'brouillon' check (etat in ('brouillon', 'transmis', 'valide')),
  date_rencontre date,
  commentaire text not null default '',
  version integer not null default 1,
  modifie_le timestamptz not null,
  modifie_par uuid not null,
  transmis_le timestamptz,
  transmis_par uuid,
  vu_par_apprenant_le timestamptz,
  avis_apprenant text not null default '',
  primary key (etablissement_id, id),
  unique (etablissement_id, dossier_id, type),
  foreign key (etablissement_id, dossier_id) references dossier,
  foreign key (etablissement_id, modifie_par) references habilitation,
  foreign key (etablissement_id, transmis_par) references habilitation
);

-- One line per thing chosen, each with its own version, so that two evaluators never overwrite each other.
-- element: a competence ('C2.1'), one of its details ('C2.1#2'), a task ('A1T1'), an attitude, 'engagement'.
create table bilan_ligne (
  etablissement_id uuid not null references etablissement,
  bilan_id uuid not null,
  volet text not null default 'conjoint' check (volet in ('conjoint', 'autoevaluation')),
  nature text not null check (nature in ('competence', 'detail', 'tache', 'attitude', 'engagement', 'point')),
  element text not null,
  mode text check (mode in ('globale', 'detaillee')),
  valeur text,
  auteur_id uuid not null,
  le timestamptz not null,
  version integer not null default 1,
  primary key (etablissement_id, bilan_id, volet, nature, element),
  foreign key (etablissement_id, bilan_id) references bilan,
  foreign key (etablissement_id, auteur_id) references habilitation
);

create table evaluation (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  date date not null,
  titre text not null,
  classe_id uuid,
  auteur_id uuid not null,
  cree_le timestamptz not null,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, classe_id) references classe,
  foreign key (etablissement_id, auteur_id) references habilitation
);

create table evaluation_ligne (
  etablissement_id uuid not null references etablissement,
  evaluation_id uuid not null,
  apprenant_id uuid not null,
  element text not null,
  valeur text not null,
  primary key (etablissement_id, evaluation_id, apprenant_id, element),
  foreign key (etablissement_id, evaluation_id) references evaluation,
  foreign key (etablissement_id, apprenant_id) references apprenant
);
create index evaluation_ligne_apprenant on evaluation_ligne (etablissement_id, apprenant_id);

create table bilan_intermediaire (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  apprenant_id uuid not null,
  date date not null,
  synthese jsonb not null,
  commentaire text not null default '',
  auteur_id uuid not null,
  cree_le timestamptz not null,
  annule_le timestamptz,
  annule_par uuid,
  motif text,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, apprenant_id) references apprenant,
  foreign key (etablissement_id, auteur_id) references habilitation
);
create unique index bilan_intermediaire_date on bilan_intermediaire (etablissement_id, apprenant_id, date) where annule_le is null;

------------------------------------------------------------------ the kernel's own

-- A form sent twice has one effect: its key is kept with the answer given the first time.
create table soumission (
  etablissement_id uuid not null references etablissement,
  cle text not null,
  chemin text not null,
  habilitation_id uuid not null,
  reponse jsonb,
  le timestamptz not null,
  primary key (etablissement_id, cle, chemin, habilitation_id)
);

create table courriel (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  modele text not null,
  destinataire text not null,
  donnees jsonb not null,
  dossier_id uuid,
  etat text not null default 'a-envoyer' check (etat in ('a-envoyer', 'envoye', 'refuse', 'sans-objet')),
  tentatives integer not null default 0,
  erreur text,
  cree_le timestamptz not null,
  envoye_le timestamptz,
  primary key (etablissement_id, id)
);
create index courriel_dossier on courriel (etablissement_id, dossier_id);
create index courriel_a_envoyer on courriel (etablissement_id, cree_le) where etat = 'a-envoyer';

create table lecture (
  etablissement_id uuid not null references etablissement,
  habilitation_id uuid not null,
  objet text not null,
  le timestamptz not null,
  primary key (etablissement_id, habilitation_id, objet),
  foreign key (etablissement_id, habilitation_id) references habilitation
);

create table journal (
  etablissement_id uuid not null references etablissement,
  n bigint generated always as identity,
  le timestamptz not null,
  acteur_id uuid,
  acte text not null,
  objet uuid,
  details jsonb not null default '{}',
  empreinte bytea,
  primary key (etablissement_id, n)
);
create index journal_objet on journal (etablissement_id, objet, n);

------------------------------------------------------------------ row level security

-- Every tenant table: enabled, forced, the runtime role sees one school, the owner (migrations, backups, purges) sees all.
-- Later migrations call proteger() on each new tenant table; a test reads the catalogue and fails on a forgotten one.
create function proteger(tenant regclass, colonne text default 'etablissement_id') returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant);
  execute format('alter table %s force row level security', tenant);
  execute format(
    'create policy ecole on %s to passerelle_application using (%I = nullif(current_setting(''app.etablissement'', true), '''')::uuid) with check (%I = nullif(current_setting(''app.etablissement'', true), '''')::uuid)',
    tenant, colonne, colonne);
  execute format('create policy proprietaire on %s to %I using (true) with check (true)', tenant, current_user);
  execute format('grant select, insert, update, delete on %s to passerelle_application', tenant);
end $$;

do $$
declare tenant regclass;
begin
  for tenant in
    select c.oid::regclass from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'etablissement_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname not in ('session', 'lien')
  loop
    perform proteger(tenant);
  end loop;
  perform proteger('etablissement', 'id');
end $$;

-- The journal is append-only for the application.
revoke update, delete on journal from passerelle_application;
revoke delete on etablissement from passerelle_application;

grant select, insert, update, delete on identite, identifiant, session, lien, tentative to passerelle_application;

-- The one look across schools: the doors open to a person who has just proved who he is.
create function habilitations_de(personne uuid)
returns table (etablissement_id uuid, habilitation_id uuid, role text, etablissement text, du date, au date)
language sql stable security definer set search_path = pg_catalog, public as $$
  select h.etablissement_id, h.id, h.role, e.nom, h.du, h.au
  from public.habilitation h join public.etablissement e on e.id = h.etablissement_id
  where h.identite_id = personne
$$;
revoke all on function habilitations_de(uuid) from public;
grant execute on function habilitations_de(uuid) to passerelle_application;

-- Jobs that cross schools loop over them one by one, through the same wrapper as a request.
create function etablissements() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public as $$ select id from public.etablissement order by id $$;
revoke all on function etablissements() from public;
grant execute on function etablissements() to passerelle_application;
