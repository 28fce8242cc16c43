create table submissions (
  seq integer primary key autoincrement,
  operation_id text not null unique,
  upstream text not null,
  environment text not null,
  pool_id text not null,
  status text not null
    check (status in ('queued', 'sending', 'waiting', 'created', 'rejected', 'uncertain', 'cancelled')),
  fingerprint text not null,
  content_hash text not null,
  first_task_id text,
  import_id text,
  priority integer not null default 0,
  attempts integer not null default 0,
  next_at bigint,
  planned_at bigint,
  claim text,
  lease_until bigint,
  sent_at bigint,
  doubt_since bigint,
  replaces text,
  stop_state text,
  replaced_by text,
  created_at bigint not null,
  updated_at bigint not null,
  created_by text not null,
  search text not null,
  -- Last, since what stands behind a large value is slow to reach.
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

-- The text index. Each word carries the number of its row's block of 8192 rows before it, so that a search walks from
-- the newest block to the oldest and stops when the page is full, however common the word. Pool, operator and
-- import, which never change, are words too, in hexadecimal. Beginnings of 4, 6 and 8 letters (behind the 6 digits) are
-- read as lazily as whole words; any other is gathered first.
create virtual table submissions_text using fts5 (
  words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '10 12 14'
);

create trigger submissions_text_insert after insert on submissions begin
  insert into submissions_text (rowid, words) values (new.seq, replace(
    ' ' || new.search || ' p' || hex(substr(new.pool_id, 1, 200)) || ' o' || hex(substr(new.created_by, 1, 200))
      || coalesce(' i' || hex(substr(new.import_id, 1, 200)), ''),
    ' ', ' ' || printf('%06d', new.seq >> 13)));
end;

create trigger submissions_text_update after update of search on submissions when new.search is not old.search begin
  insert or replace into submissions_text (rowid, words) values (new.seq, replace(
    ' ' || new.search || ' p' || hex(substr(new.pool_id, 1, 200)) || ' o' || hex(substr(new.created_by, 1, 200))
      || coalesce(' i' || hex(substr(new.import_id, 1, 200)), ''),
    ' ', ' ' || printf('%06d', new.seq >> 13)));
end;

create trigger submissions_text_delete after delete on submissions begin
  delete from submissions_text where rowid = old.seq;
end;

create table attempts (
  id integer primary key autoincrement,
  operation_id text not null,
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
  upstream text not null,
  task_id text not null,
  operation_id text not null,
  primary key (upstream, task_id)
) without rowid;

create table pacing (
  upstream text not null,
  kind text not null,
  slot bigint not null,
  used bigint not null,
  primary key (upstream, kind, slot)
) without rowid;

-- Which account a token has turned out to be: `mark` is the host and a one-way mark of the token.
create table accounts (
  mark text primary key,
  account text not null
);
