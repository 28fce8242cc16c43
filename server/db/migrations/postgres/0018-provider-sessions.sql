-- Whether the provider has shown the second factor or the level that the settings demand of it.
alter table sessions add column strong boolean not null default false;
-- When a session of a person whom the provider knows ends at the latest; null: as other sessions do.
alter table sessions add column ends_at bigint;
