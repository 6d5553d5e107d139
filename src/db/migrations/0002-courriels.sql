-- When a letter that could not leave is tried again; also keeps two postmen from taking the same letter.
alter table courriel add column prochain_essai timestamptz;
