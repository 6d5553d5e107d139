-- The portfolio whole: files and photos, map, organigramme, days of a week, who has seen what; and what the bilans still
-- lacked (who was there, validated versions, absences).

------------------------------------------------------------------ files

-- A file of a dossier, or a web address. The bytes lie in the store of files under their digest, never here.
-- ancre: '' = the tab « Annexes » ; 'semaine:2026-11-09' ; 'activite:<id>:avant' or ':apres' ; 'convention'.
create table fichier (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  dossier_id uuid not null,
  ancre text not null default '',
  rang integer not null default 0,
  genre text not null check (genre in ('image', 'document', 'lien')),
  nom text not null,
  type text not null default '',
  taille integer not null default 0,
  largeur integer,
  hauteur integer,
  empreinte bytea,
  lien text not null default '',
  legende text not null default '',
  -- the company let this photo be taken (B-05)
  autorisation boolean not null default false,
  -- quarantaine: the antivirus has not answered yet
  etat text not null default 'sain' check (etat in ('sain', 'quarantaine', 'infecte')),
  auteur_id uuid not null,
  cree_le timestamptz not null,
  supprime_le timestamptz,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, dossier_id) references dossier,
  foreign key (etablissement_id, auteur_id) references habilitation,
  check ((genre = 'lien') = (lien <> '')),
  check ((genre = 'lien') = (empreinte is null))
);
create index fichier_dossier on fichier (etablissement_id, dossier_id);
create index fichier_empreinte on fichier (etablissement_id, empreinte);

-- A large file on its way, in pieces, over a slow line: it goes on where it was cut.
create table envoi (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  dossier_id uuid not null,
  habilitation_id uuid not null,
  ancre text not null default '',
  nom text not null,
  taille integer not null,
  recu integer not null default 0,
  cree_le timestamptz not null,
  primary key (etablissement_id, id),
  foreign key (etablissement_id, dossier_id) references dossier,
  foreign key (etablissement_id, habilitation_id) references habilitation
);
create index envoi_dossier on envoi (etablissement_id, dossier_id);

------------------------------------------------------------------ carte, organigramme

create table emplacement (
  etablissement_id uuid not null references etablissement,
  dossier_id uuid not null,
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  version integer not null default 1,
  modifie_le timestamptz not null,
  primary key (etablissement_id, dossier_id),
  foreign key (etablissement_id, dossier_id) references dossier
);

-- One version for the whole tree: two devices that change it at once are told.
create table organigramme (
  etablissement_id uuid not null references etablissement,
  dossier_id uuid not null,
  version integer not null default 1,
  modifie_le timestamptz not null,
  primary key (etablissement_id, dossier_id),
  foreign key (etablissement_id, dossier_id) references dossier
);
create table poste (
  etablissement_id uuid not null references etablissement,
  id uuid not null,
  dossier_id uuid not null,
  parent_id uuid,
  rang integer not null,
  fonction text not null,
  nom text not null default '',
  primary key (etablissement_id, id),
  foreign key (etablissement_id, dossier_id) references organigramme,
  foreign key (etablissement_id, parent_id) references poste
);
create index poste_dossier on poste (etablissement_id, dossier_id);

------------------------------------------------------------------ weeks, comments

-- day by day, if the learner prefers: { "2026-11-09": "…" }
alter table semaine add column jours jsonb not null default '{}';

-- B-09: the tutor (or maître, or teacher) has seen a week; one line, never an edit of the learner's words
create table semaine_vue (
  etablissement_id uuid not null references etablissement,
  dossier_id uuid not null,
  lundi date not null,
  habilitation_id uuid not null,
  mot text not null default '',
  le timestamptz not null,
  primary key (etablissement_id, dossier_id, lundi, habilitation_id),
  foreign key (etablissement_id, dossier_id) references dossier,
  foreign key (etablissement_id, habilitation_id) references habilitation
);

alter table commentaire add column retire_le timestamptz;

------------------------------------------------------------------ bilans

-- « Saisi par X en présence de Y », on one shared device
alter table bilan add column presence text not null default '';
-- a certificative grid shown to the learner, where the school publishes them
alter table bilan add column publie_le timestamptz;

-- A certificative grid validated: dated, named, numbered, never changed.
create table bilan_valide (
  etablissement_id uuid not null references etablissement,
  bilan_id uuid not null,
  numero integer not null,
  contenu jsonb not null,
  le timestamptz not null,
  par uuid not null,
  primary key (etablissement_id, bilan_id, numero),
  foreign key (etablissement_id, bilan_id) references bilan,
  foreign key (etablissement_id, par) references habilitation
);

create table absence (
  etablissement_id uuid not null references etablissement,
  dossier_id uuid not null,
  jour date not null,
  moment text not null default 'journee' check (moment in ('journee', 'matin', 'apres-midi')),
  auteur_id uuid not null,
  le timestamptz not null,
  primary key (etablissement_id, dossier_id, jour, moment),
  foreign key (etablissement_id, dossier_id) references dossier,
  foreign key (etablissement_id, auteur_id) references habilitation
);
alter table dossier add column absences_confirmees_le timestamptz;
alter table dossier add column absences_confirmees_par uuid;
alter table dossier add foreign key (etablissement_id, absences_confirmees_par) references habilitation;

do $$
declare tenant regclass;
begin
  foreach tenant in array
    array['fichier', 'envoi', 'emplacement', 'organigramme', 'poste', 'semaine_vue', 'bilan_valide', 'absence']::regclass[]
  loop
    perform proteger(tenant);
  end loop;
end $$;

-- what was validated stays as it was
revoke update on bilan_valide from passerelle_application;
