-- Comparisons of the journal with the pools of an account. At most one of an account is unfinished.
create table reconciliations (
  run_id text collate "C" primary key,
  upstream text collate "C" not null,
  -- Null: by its schedule.
  asked_by text,
  started_at bigint not null,
  -- Only what is older is compared.
  compared_before bigint not null,
  finished_at bigint,
  pools_left_out integer not null default 0,
  -- JSON: the problem that it waits for the end of.
  waits_for text,
  claim text collate "C",
  lease_until bigint
);
create unique index reconciliations_unfinished on reconciliations (upstream) where finished_at is null;
create index reconciliations_by_time on reconciliations (upstream, started_at);

create table reconciliation_pools (
  run_id text collate "C" not null,
  position integer not null,
  pool_id text collate "C" not null,
  -- The task id up to which the pool is compared.
  compared_to text collate "C" not null default '',
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
  seq bigint generated always as identity primary key,
  run_id text collate "C" not null,
  kind text collate "C" not null check (kind in ('missing_in_toloka', 'possible_duplicate', 'created_elsewhere')),
  pool_id text not null,
  task_id text not null,
  task_created_at bigint,
  operation_id text collate "C"
);
create index reconciliation_findings_of on reconciliation_findings (run_id, kind, seq);

-- What waits for the approval of a second person, and what came of it.
create table approvals (
  approval_id text collate "C" primary key,
  kind text collate "C" not null check (kind in ('send_again', 'import')),
  -- The submission or the import.
  subject text collate "C" not null,
  upstream text collate "C" not null,
  pool_id text not null,
  tasks bigint not null,
  -- Null: the cost is not known.
  micro_dollars bigint,
  state text collate "C" not null default 'pending' check (state in ('pending', 'approved', 'refused', 'cancelled')),
  asked_by_id text collate "C" not null,
  asked_by text not null,
  asked_at bigint not null,
  decided_by text,
  decided_at bigint,
  reason text
);
create unique index approvals_pending on approvals (subject) where state = 'pending';
create index approvals_of on approvals (subject, asked_at);

-- What is settled or cancelled in another way needs no approval any more.
create function approvals_of_submission() returns trigger language plpgsql as $$
begin
  update approvals set state = 'cancelled', decided_at = new.updated_at
  where subject = new.operation_id and state = 'pending';
  return null;
end
$$;
create trigger approvals_of_submission after update of status on submissions
  for each row when (old.status = 'uncertain' and new.status <> 'uncertain') execute function approvals_of_submission();
create function approvals_of_import() returns trigger language plpgsql as $$
begin
  update approvals set state = 'cancelled', decided_at = new.updated_at where subject = new.import_id and state = 'pending';
  return null;
end
$$;
create trigger approvals_of_import after update of state on imports
  for each row when (old.state = 'paused' and new.state <> 'paused') execute function approvals_of_import();
