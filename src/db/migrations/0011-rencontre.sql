-- The visit as it is held. What the learner says in it is noted by whoever is there, and has its own version, so that the
-- report can be written beside it on the same page. A code handed over, for a few minutes, opens the tutor's page.
alter table visite
  add column mot_apprenant text not null default '',
  add column mot_version integer not null default 0,
  add column mot_note_le timestamptz,
  add column mot_note_par uuid,
  add foreign key (etablissement_id, mot_note_par) references habilitation;

alter table lien drop constraint lien_but_check;
alter table lien add constraint lien_but_check check (but in ('tuteur', 'activation', 'visite'));
