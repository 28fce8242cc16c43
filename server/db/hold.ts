/** Statement that puts the journal on hold. `$1`: since when, `$2`: why. */
export const HOLD =
  "update journal_home set held_since = coalesce(held_since, $1), hold_reason = $2, hold_applied = 0 where id = 1";

/** Statement that notes where the journal is. `$1`: place, `$2`: mark (SQLite only, see `checkHome`). */
export const NOTE_HOME = `insert into journal_home (id, place, mark) values (1, $1, $2)
  on conflict (id) do update set place = excluded.place, mark = excluded.mark, previous_mark = null`;
