-- Rows with `seq < below` have the words of an earlier version in `search`. The server writes them anew in the background.
create table text_refill (
  id integer primary key check (id = 1),
  below bigint not null
);
insert into text_refill (id, below) select 1, coalesce(max(seq), 0) + 1 from submissions;
