-- How often an operation has been asked for in vain since `doubt_since`: one missing answer may be a mistake.
alter table submissions add column doubt_asks integer not null default 0;
