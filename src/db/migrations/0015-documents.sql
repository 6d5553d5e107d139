-- The pré-conventions of a large period, made one file a class in the background for whoever asked: the last run of each.
create table tirage (
  etablissement_id uuid not null references etablissement,
  periode_id uuid not null,
  etat text not null check (etat in ('attente', 'cours', 'pret', 'echec')),
  -- files made, of those to make
  faits integer not null default 0,
  total integer not null default 0,
  demande_le timestamptz not null,
  demande_par uuid not null,
  -- the process at work says it is alive; silent for five minutes, another begins again
  signe_le timestamptz,
  fini_le timestamptz,
  -- the archive, under the digest of its bytes
  empreinte bytea,
  taille integer not null default 0,
  primary key (etablissement_id, periode_id),
  foreign key (etablissement_id, periode_id) references periode,
  foreign key (etablissement_id, demande_par) references habilitation,
  check ((etat = 'pret') = (empreinte is not null))
);
select proteger('tirage');

-- who took the file of a dossier, who read its fiche: looked for by what was read, not by the reader
create index lecture_objet on lecture (etablissement_id, objet);
