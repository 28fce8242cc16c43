-- The list of stopped tasks.
create index submissions_stopped on submissions (upstream, seq) where stopped is not null;
