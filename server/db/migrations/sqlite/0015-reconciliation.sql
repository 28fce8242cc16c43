-- Comparisons of the journal with the pools of an account. At most one of an account is unfinished.
create table reconciliations (
  run_id text primary key,
  upstream text not null,
  -- Null: by its schedule.
  asked_by text,
  started_at bigint not null,
  -- Only what is older is compared.
  compared_before bigint not null,
  finished_at bigint,
  pools_left_out integer not null default 0,
  -- JSON: the problem that it waits for the end of.
  waits_for text,
  claim text,
  lease_until bigint
);
create unique index reconciliations_unfinished on reconciliations (upstream) where finished_at is null;
create index reconciliations_by_time on reconciliations (upstream, started_at);

create table reconciliation_pools (
  run_id text not null,
  position integer not null,
  pool_id text not null,
  -- The task id up to which the pool is compared.
  compared_to text not null default '',
  done_at bigint,
  tasks bigint not null default 0,
  known bigint not null default 0,
  removed bigint not null default 0,
  later bigint not null default 0,
  undecided bigint not null default 0,
  missing_in_toloka bigint not null default 0,
  possible_duplicate bigint not null default 0,
  created_elsewhere bigint not null default 0,
  -- JSON: why it was not compared to its end.
  problem text,
  primary key (run_id, position)
);

create table reconciliation_findings (
  seq integer primary key,
  run_id text not null,
  kind text not null check (kind in ('missing_in_toloka', 'possible_duplicate', 'created_elsewhere')),
  pool_id text not null,
  task_id text not null,
  task_created_at bigint,
  operation_id text
);
create index reconciliation_findings_of on reconciliation_findings (run_id, kind, seq);
