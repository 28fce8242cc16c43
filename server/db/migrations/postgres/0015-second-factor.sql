-- Codes by time (TOTP). The secret is encrypted.
create table totp (
  person_id text primary key references people,
  secret text not null,
  started_at bigint not null,
  -- Null: no code has proved yet that the app has the secret.
  confirmed_at bigint,
  -- The time step of the code that was used last: none is accepted twice.
  last_step bigint not null default 0
);

-- Each code is deleted when it is used. Only the SHA-256 is stored.
create table recovery_codes (
  code_hash text primary key,
  person_id text not null references people
);
create index recovery_codes_by_person on recovery_codes (person_id);

-- Sign-ins with the right password that wait for the second factor.
create table started_sign_ins (
  token_hash text primary key,
  person_id text not null references people,
  expires_at bigint not null
);
create index started_sign_ins_by_person on started_sign_ins (person_id);

create table passkeys (
  -- The credential's id and its public key (COSE), in base64url.
  id text primary key,
  person_id text not null references people,
  public_key text not null,
  name text not null,
  -- How often the passkey was used, where it counts that.
  counter bigint not null,
  created_at bigint not null,
  used_at bigint
);
create index passkeys_by_person on passkeys (person_id);

-- What a passkey has to sign, once. `person_id`: who adds a passkey; null: somebody signs in.
create table passkey_challenges (
  challenge_hash text primary key,
  person_id text references people,
  expires_at bigint not null
);
