-- Where a session was opened, in words (« Chrome sur Android »), so that a person recognises his own devices. The browser's own
-- description is not kept.
alter table session add column appareil text not null default '';

-- What the drafts kept on a device are sealed with, for their owner: one secret a person, gone with him (decisions/0009).
alter table identite add column sceau uuid not null default gen_random_uuid();
