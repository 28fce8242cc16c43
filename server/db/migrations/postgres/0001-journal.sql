create table submissions (
  seq bigint generated always as identity primary key,
  operation_id text collate "C" not null unique,
  upstream text collate "C" not null,
  environment text not null,
  pool_id text collate "C" not null,
  status text collate "C" not null
    check (status in ('queued', 'sending', 'waiting', 'created', 'rejected', 'uncertain', 'cancelled')),
  fingerprint text not null,
  content_hash text collate "C" not null,
  first_task_id text collate "C",
  import_id text collate "C",
  priority integer not null default 0,
  attempts integer not null default 0,
  next_at bigint,
  planned_at bigint,
  claim text collate "C",
  lease_until bigint,
  sent_at bigint,
  doubt_since bigint,
  replaces text collate "C",
  stop_state text,
  replaced_by text,
  created_at bigint not null,
  updated_at bigint not null,
  created_by text collate "C" not null,
  search text not null,
  tasks text not null,
  parameters text not null,
  operation text,
  created_tasks text,
  error text
);

create index submissions_due on submissions (next_at) where next_at is not null;
create index submissions_content on submissions (upstream, content_hash, pool_id);
create index submissions_replaces on submissions (replaces) where replaces is not null;
create index submissions_task on submissions (first_task_id) where first_task_id is not null;

-- The list: whichever of pool and operator are given, the status is always given too (one branch each), and what is
-- left is an order by seq.
create index submissions_by_status on submissions (upstream, status, seq);
create index submissions_by_pool on submissions (upstream, pool_id, status, seq);
create index submissions_by_operator on submissions (upstream, created_by, status, seq);
create index submissions_by_pool_operator on submissions (upstream, pool_id, created_by, status, seq);
create index submissions_by_import on submissions (import_id, status, seq) where import_id is not null;
create index submissions_by_time on submissions (upstream, created_at, seq);

-- The text index, in a table of its own, since a row changes often and its words do not. Each word carries the number of
-- its row's block of 8192 rows before it, so that a search walks from the newest block to the oldest and stops when the
-- page is full, however common the word. Pool, operator and import, which never change, are words too, after a
-- colon.
create table submissions_text (
  seq bigint primary key references submissions (seq) on delete cascade,
  words tsvector not null
);
create index submissions_text_words on submissions_text using gin (words) with (gin_pending_list_limit = 256);

create function submissions_words(seq bigint, search text, pool_id text, created_by text, import_id text)
returns tsvector language sql immutable as $$
  select array_to_tsvector(array(
    select lpad((seq >> 13)::text, 6, '0') || word from unnest(
      array_remove(string_to_array(search, ' '), '')
        || (':p' || left(pool_id, 200)) || (':o' || left(created_by, 200))
        || (':i' || left(coalesce(import_id, ''), 200))
    ) as word))
$$;

create function submissions_text_keep() returns trigger language plpgsql as $$
begin
  insert into submissions_text (seq, words)
  values (new.seq,
    submissions_words(new.seq, new.search, new.pool_id, new.created_by, new.import_id))
  on conflict (seq) do update set words = excluded.words;
  return null;
end
$$;

create trigger submissions_text_insert after insert on submissions
  for each row execute function submissions_text_keep();
create trigger submissions_text_update after update of search on submissions
  for each row when (new.search is distinct from old.search) execute function submissions_text_keep();

create table attempts (
  id bigint generated always as identity primary key,
  operation_id text collate "C" not null,
  at bigint not null,
  action text not null,
  request text,
  http_status integer,
  outcome text not null,
  milliseconds integer,
  request_id text,
  by_operator text,
  detail text
);
create index attempts_of on attempts (operation_id, id);

create table task_owners (
  upstream text collate "C" not null,
  task_id text collate "C" not null,
  operation_id text collate "C" not null,
  primary key (upstream, task_id)
);

create table pacing (
  upstream text collate "C" not null,
  kind text not null,
  slot bigint not null,
  used bigint not null,
  primary key (upstream, kind, slot)
);

-- Which account a token has turned out to be: `mark` is the host and a one-way mark of the token.
create table accounts (
  mark text collate "C" primary key,
  account text not null
);
