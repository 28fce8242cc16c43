-- The text index is fed in batches behind the answers: in a transaction of its own, a row costs as much as all its other
-- writes together. Rows with `seq > indexed_to` are not in it yet.
create table text_index (
  id integer primary key check (id = 1),
  indexed_to bigint not null
);
insert into text_index (id, indexed_to) select 1, coalesce(max(seq), 0) from submissions;

drop trigger submissions_text_insert;
drop trigger submissions_text_update;
create trigger submissions_text_update after update of search on submissions
when new.search is not old.search and new.seq <= (select indexed_to from text_index where id = 1) begin
  insert or replace into submissions_text (rowid, words) values (new.seq, replace(
    ' ' || new.search || ' p' || hex(substr(new.pool_id, 1, 200)) || ' o' || hex(substr(new.created_by, 1, 200))
      || coalesce(' i' || hex(substr(new.import_id, 1, 200)), ''),
    ' ', ' ' || printf('%06d', new.seq >> 13)));
end;
