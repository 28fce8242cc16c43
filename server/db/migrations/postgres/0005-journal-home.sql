-- Where the journal was at its last start, to notice that it was restored or copied; and the hold that follows from that.
create table journal_home (
  id integer primary key check (id = 1),
  place text not null,
  mark text,
  previous_mark text,
  held_since bigint,
  hold_reason text,
  -- Whether the unfinished submissions have been put to where they are looked for.
  hold_applied integer not null default 0
);

-- What a trial write writes, when health asks whether the journal can be written again.
create table journal_trial (
  id integer primary key check (id = 1),
  filler text not null
);
