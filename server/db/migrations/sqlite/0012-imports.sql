-- An import: many tasks for one pool. Until the whole upload is on disk it has no `import_id`, and nothing of it is sent.
create table imports (
  seq integer primary key autoincrement,
  import_id text unique,
  idempotency_key text,
  -- Hash of the upload, its pool and its parameters.
  content_hash text,
  upstream text not null,
  environment text not null,
  pool_id text not null,
  mode text not null check (mode in ('all', 'skip')),
  allow_defaults boolean not null,
  open_pool boolean not null,
  state text not null check (state in ('running', 'paused', 'cancelled')),
  -- Rows of the upload, and how many of them have come to what. The trigger below keeps them.
  row_count bigint not null default 0,
  pending bigint not null default 0,
  created bigint not null default 0,
  rejected bigint not null default 0,
  uncertain bigint not null default 0,
  cancelled bigint not null default 0,
  created_by text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index imports_by_key on imports (upstream, idempotency_key)
  where import_id is not null and idempotency_key is not null;
create index imports_open on imports (seq) where pending > 0;
create index imports_unfinished_uploads on imports (updated_at) where import_id is null;

-- One request's worth of an import. When its turn comes it becomes a submission with this operation id.
create table import_parts (
  import_seq bigint not null,
  part integer not null,
  -- 0, then one more for each time that its rejected tasks are sent again.
  attempt integer not null,
  -- The rows of the upload that belong to the part (attempt 0 only).
  first_row bigint not null,
  row_count bigint not null,
  task_count bigint not null,
  operation_id text unique,
  -- JSON: rows refused before anything was sent, each with its error.
  refused text,
  -- JSON: which tasks of the attempt before are sent again, as positions.
  positions text,
  -- JSON, until the part is a submission.
  tasks text,
  primary key (import_seq, part, attempt)
);
create index import_parts_to_send on import_parts (import_seq, attempt, part) where tasks is not null;

create trigger submissions_import_counts after update of status on submissions
when new.import_id is not null and new.status is not old.status begin
  update imports set
    pending = pending
      + (select task_count from import_parts where operation_id = new.operation_id)
      * ((new.status in ('queued', 'sending', 'waiting')) - (old.status in ('queued', 'sending', 'waiting'))),
    created = created + case new.status when 'created' then json_array_length(new.created_tasks) else 0 end,
    rejected = rejected + case new.status
      when 'rejected' then (select task_count from import_parts where operation_id = new.operation_id)
      when 'created' then (select task_count from import_parts where operation_id = new.operation_id)
        - json_array_length(new.created_tasks)
      else 0 end,
    uncertain = uncertain
      + (select task_count from import_parts where operation_id = new.operation_id)
      * ((new.status = 'uncertain') - (old.status = 'uncertain')),
    cancelled = cancelled
      + (select task_count from import_parts where operation_id = new.operation_id) * (new.status = 'cancelled'),
    updated_at = new.updated_at
  where import_id = new.import_id;
end;

-- The list leaves out the parts of imports, and its counts are read from the indexes alone.
drop index submissions_by_status;
drop index submissions_by_pool;
drop index submissions_by_operator;
drop index submissions_by_pool_operator;
drop index submissions_unfinished;
create index submissions_by_status on submissions (upstream, status, seq, import_id)
  where status = 'created' or status = 'rejected' or status = 'uncertain' or status = 'cancelled';
create index submissions_by_pool on submissions (upstream, pool_id, status, seq, import_id)
  where status = 'created' or status = 'rejected' or status = 'uncertain' or status = 'cancelled';
create index submissions_by_operator on submissions (upstream, created_by, status, seq, import_id)
  where status = 'created' or status = 'rejected' or status = 'uncertain' or status = 'cancelled';
create index submissions_by_pool_operator on submissions (upstream, pool_id, created_by, status, seq, import_id)
  where status = 'created' or status = 'rejected' or status = 'uncertain' or status = 'cancelled';
create index submissions_unfinished on submissions (upstream, status, seq, pool_id, created_by, import_id)
  where status = 'queued' or status = 'sending' or status = 'waiting';
