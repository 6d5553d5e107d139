-- What the portfolio still lacked: a place for each company, tasks day by day.

-- Each host company of a dossier has its own place on the map (B-18): the pin is of a stay, by its rank, and goes with it.
alter table emplacement add column rang integer not null default 1;
alter table emplacement drop constraint emplacement_pkey;
alter table emplacement add primary key (etablissement_id, dossier_id, rang);
alter table emplacement add foreign key (etablissement_id, dossier_id, rang)
  references accueil (etablissement_id, dossier_id, rang) on delete cascade;


-- Tasks ticked day by day, beside those of the week. `taches` says all of them, for whoever reads; `taches_semaine` those
-- ticked for the whole week (null: the same).
alter table semaine add column taches_jours jsonb not null default '{}';
alter table semaine add column taches_semaine text[];
