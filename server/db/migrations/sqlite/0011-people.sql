-- Who may sign in. A person is never deleted, since submissions keep the name; names are unique without regard to case.
create table people (
  id text primary key,
  name text not null,
  name_key text not null unique,
  role text not null check (role in ('viewer', 'operator', 'administrator')),
  -- argon2id in PHC form; null: none was chosen yet.
  password text,
  -- Of an OpenID provider, for those who sign in through one.
  issuer text,
  subject text,
  disabled_at bigint,
  created_at bigint not null,
  unique (issuer, subject)
);

-- Of all secrets given out, only the SHA-256 is stored.
create table sessions (
  id_hash text primary key,
  person_id text not null references people,
  born bigint not null,
  seen bigint not null,
  device text not null,
  address text not null
);
create index sessions_by_person on sessions (person_id);

-- One open invitation a person; it is deleted when it is used.
create table invitations (
  person_id text primary key references people,
  token_hash text not null unique,
  expires_at bigint not null
);

create table api_keys (
  key_hash text primary key,
  id text not null unique,
  person_id text not null references people,
  name text not null,
  role text not null check (role in ('viewer', 'operator', 'administrator')),
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index api_keys_by_person on api_keys (person_id);

-- Attempts to sign in, by name, by address and by both. The columns are those of rate-limiter-flexible.
create table sign_in_attempts (
  key text primary key,
  points integer not null default 0,
  expire bigint
);

-- Secrets of the server that all replicas share.
create table server_secrets (
  name text primary key,
  value text not null
);
