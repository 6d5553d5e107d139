-- A second factor (TOTP, RFC 6238): required of administrators, offered to teachers. dernier_pas: a code serves once.
alter table identite add column second_facteur text;
alter table identite add column second_facteur_confirme_le timestamptz;
alter table identite add column second_facteur_dernier_pas bigint not null default 0;

-- A session whose second factor is still awaited opens nothing else.
alter table session add column second_facteur_attendu boolean not null default false;
