-- Preparing a school year: the school's own settings and référentiels, the company directory, conditions of a period,
-- referents and visits, a person's preferences, and what the night jobs keep.

------------------------------------------------------------------ the school

alter table etablissement add column chef text not null default '';
alter table etablissement add column telephone text not null default '';
alter table etablissement add column courriel text not null default '';
alter table etablissement add column version integer not null default 1;
-- changes with each référentiel of the school: what a process remembers of them is read again
alter table etablissement add column referentiels_version integer not null default 0;

create table logo (
  etablissement_id uuid not null references etablissement,
  type text not null check (type in ('image/png', 'image/jpeg', 'image/svg+xml')),
  contenu bytea not null,
  modifie_le timestamptz not null,
  primary key (etablissement_id)
);

-- Immutable: each version that a class, an annexe or a period was made with, shipped or corrected by the school.
create table referentiel (
  etablissement_id uuid not null references etablissement,
  code text not null,
  version text not null,
  contenu jsonb not null,
  -- livre: shipped, kept because used; fichier: imported by the school; reglages: its settings of scales and attitudes
  origine text not null check (origine in ('livre', 'fichier', 'reglages')),
  courant boolean not null default false,
  cree_le timestamptz not null,
  auteur_id uuid,
  primary key (etablissement_id, code, version),
  foreign key (etablissement_id, auteur_id) references habilitation
);
create unique index referentiel_courant on referentiel (etablissement_id, code) where courant;

-- What a person chose for himself: filters of a view, pace of his mail.
create table preference (
  etablissement_id uuid not null references etablissement,
  habilitation_id uuid not null,
  cle text not null,
  valeur jsonb not null,
  modifie_le timestamptz not null,
  primary key (etablissement_id, habilitation_id, cle),
  foreign key (etablissement_id, habilitation_id) references habilitation
);

------------------------------------------------------------------ companies

-- The school's own directory. A duplicate is kept and points to the one it was merged into.
create table entreprise (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  siret text not null default '',
  nom text not null,
  adresse text not null default '',
  code_postal text not null default '',
  ville text not null default '',
  secteur text not null default '',
  naf text not null default '',
  telephone text not null default '',
  notes text not null default '',
  fusionnee_dans uuid,
  version integer not null default 1,
  cree_le timestamptz not null,
  modifie_le timestamptz not null,
  modifie_par uuid,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, fusionnee_dans) references entreprise,
  foreign key (etablissement_id, modifie_par) references habilitation
);
create unique index entreprise_siret on entreprise (etablissement_id, siret) where siret <> '' and fusionnee_dans is null;

alter table accueil add column entreprise_id uuid;
alter table accueil add foreign key (etablissement_id, entreprise_id) references entreprise;
create index accueil_entreprise on accueil (etablissement_id, entreprise_id);
-- the stay's own days inside the period (B-18); absent: the whole period
alter table accueil add column du date;
alter table accueil add column au date;
alter table accueil add check (du <= au);

------------------------------------------------------------------ annexe, period, dossier

alter table annexe add column conditions jsonb not null default '{}';
alter table annexe add column archivee_le timestamptz;
alter table annexe add column copie_de uuid;
alter table annexe add foreign key (etablissement_id, copie_de) references annexe;

alter table periode add column conditions jsonb not null default '{}';
alter table periode add column copie_de uuid;
alter table periode add foreign key (etablissement_id, copie_de) references periode;

-- null: the fiche follows the conditions of its period; written: individualised
alter table fiche add column organisation jsonb;
alter table fiche add column organisation_version integer not null default 1;
alter table fiche add column organisation_le timestamptz;
alter table fiche add column organisation_par uuid;
alter table fiche add foreign key (etablissement_id, organisation_par) references habilitation;

alter table dossier add column visiteur_id uuid;
alter table dossier add foreign key (etablissement_id, visiteur_id) references habilitation;
alter table dossier add column retire_par uuid;
alter table dossier add foreign key (etablissement_id, retire_par) references habilitation;
alter table dossier add column retire_motif text not null default '';
alter table dossier add column convention_signee_le date;
alter table dossier add column convention_notee_par uuid;
alter table dossier add foreign key (etablissement_id, convention_notee_par) references habilitation;

create table visite (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  dossier_id uuid not null,
  visiteur_id uuid not null,
  date date not null,
  heure time,
  forme text not null check (forme in ('sur-place', 'telephone', 'visio')),
  etat text not null default 'prevue' check (etat in ('prevue', 'faite', 'annulee')),
  compte_rendu text not null default '',
  version integer not null default 1,
  cree_le timestamptz not null,
  modifie_le timestamptz not null,
  modifie_par uuid not null,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, dossier_id) references dossier,
  foreign key (etablissement_id, visiteur_id) references habilitation,
  foreign key (etablissement_id, modifie_par) references habilitation
);
create index visite_dossier on visite (etablissement_id, dossier_id);
create index visite_visiteur on visite (etablissement_id, visiteur_id, date);

------------------------------------------------------------------ jobs

-- A job of a school is done once a civil day: whoever writes the row does it, in the same transaction.
create table travail (
  etablissement_id uuid not null references etablissement,
  nom text not null,
  jour date not null,
  fini_le timestamptz not null,
  primary key (etablissement_id, nom)
);

-- At most one digest a person and a day.
create table resume (
  etablissement_id uuid not null references etablissement,
  habilitation_id uuid not null,
  jour date not null,
  courriel_id uuid not null,
  primary key (etablissement_id, habilitation_id, jour),
  foreign key (etablissement_id, habilitation_id) references habilitation
);

-- The journal's chain: each seal covers the lines written since the one before it.
alter table journal drop column empreinte;
create table sceau (
  etablissement_id uuid not null references etablissement,
  jusqu_a bigint not null,
  empreinte bytea not null,
  le timestamptz not null,
  primary key (etablissement_id, jusqu_a)
);

do $$
declare tenant regclass;
begin
  foreach tenant in array array['logo', 'referentiel', 'preference', 'entreprise', 'visite', 'travail', 'resume', 'sceau']::regclass[]
  loop
    perform proteger(tenant);
  end loop;
end $$;

-- append-only, like the journal
revoke update, delete on sceau from passerelle_application;
