-- Who did what. Each row holds the hash of the row before it. `before` and `after` are JSON.
create table audit (
  seq bigint primary key,
  at bigint not null,
  person_id text,
  name text not null,
  role text,
  via text not null check (via in ('session', 'key', 'command', 'server', 'none')),
  address text not null,
  device text not null,
  action text not null,
  subject text,
  status integer not null,
  code text,
  before text,
  after text,
  previous_hash text not null,
  hash text not null
);
create function audit_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit is append-only';
end $$;
create trigger audit_no_change before update or delete on audit for each row execute function audit_append_only();
create trigger audit_no_truncate before truncate on audit for each statement execute function audit_append_only();
