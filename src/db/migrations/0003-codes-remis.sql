-- When a learner's one-time code was printed: the class list says it, and a lost sheet is noticed.
alter table identite add column code_remis_le timestamptz;
