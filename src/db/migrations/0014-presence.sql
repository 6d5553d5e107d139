-- Presence (B-17): a day has one note at most; « non-travaille » is a day the company does not open, or the learner is at
-- school; nothing says why somebody was away. What is confirmed names what it was counted on: the hours, the days of the
-- period and of the stays. When one of them changes, the confirmation no longer holds.
alter table absence drop constraint absence_pkey;
alter table absence add primary key (etablissement_id, dossier_id, jour);
alter table absence drop constraint absence_moment_check;
alter table absence add constraint absence_moment_check
  check (moment in ('journee', 'matin', 'apres-midi', 'non-travaille'));

alter table dossier
  add column absences_version integer not null default 1,
  add column absences_confirmees_sur text;

create function base_de_presence(ecole uuid, quel uuid) returns text
language sql stable as $$
  select concat_ws(' ', p.du, p.au, coalesce(coalesce(f.organisation, p.conditions) -> 'horaires', '{}'),
    (select string_agg(concat_ws(' ', l.rang, coalesce(l.du::text, '-'), coalesce(l.au::text, '-')), ' ' order by l.rang)
     from accueil l where l.etablissement_id = ecole and l.dossier_id = quel))
  from dossier d
  join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
  left join fiche f on f.etablissement_id = d.etablissement_id and f.dossier_id = d.id
  where d.etablissement_id = ecole and d.id = quel
$$;
