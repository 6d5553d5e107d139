-- A learner's enrolment over a stretch of days: the one in force then, else the last. His status in a period is that of
-- the period's own time, not of today: next year's class is prepared in June, and an élève may become an apprenti.
create index inscription_apprenant on inscription (etablissement_id, apprenant_id, du);

create function inscription_pour(ecole uuid, eleve uuid, debut date, fin date) returns setof inscription
language sql stable as $$
  select i.* from inscription i
  where i.etablissement_id = ecole and i.apprenant_id = eleve
  order by (i.du <= fin and (i.au is null or i.au >= debut)) desc, i.du desc
  limit 1
$$;
