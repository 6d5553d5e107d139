-- A certificative grid holds what the company proposes beside what the teacher chooses, and the competences he retains
-- where the référentiel does not say; a school evaluation says whom and what it is about, and who was absent.

alter table bilan_ligne drop constraint bilan_ligne_volet_check;
alter table bilan_ligne add constraint bilan_ligne_volet_check
  check (volet in ('conjoint', 'autoevaluation', 'proposition'));
alter table bilan_ligne drop constraint bilan_ligne_nature_check;
alter table bilan_ligne add constraint bilan_ligne_nature_check
  check (nature in ('competence', 'detail', 'tache', 'attitude', 'engagement', 'point', 'retenue'));

-- apprenant_id: set when it is about one learner of the class; competences: its columns, levels given or not
alter table evaluation
  add column apprenant_id uuid,
  add column competences text[] not null default '{}',
  add column absents uuid[] not null default '{}',
  add column version integer not null default 1,
  add foreign key (etablissement_id, apprenant_id) references apprenant;
create index evaluation_classe on evaluation (etablissement_id, classe_id, date);
update evaluation e set competences = array(
  select distinct l.element from evaluation_ligne l
  where l.etablissement_id = e.etablissement_id and l.evaluation_id = e.id order by l.element
);
