-- The learner evaluates himself on the grid of his bilan entreprise (B-22). His is a bilan of its own: no date, author or
-- state of the evaluators' bilan moves when he writes, and nothing that counts theirs counts his.

alter table bilan drop constraint bilan_type_check;
alter table bilan add constraint bilan_type_check
  check (type in ('personnel', 'attitudes', 'entreprise', 'certificatif', 'autoevaluation'));
