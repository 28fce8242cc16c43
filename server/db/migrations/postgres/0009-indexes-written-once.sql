-- A submission's status changes several times while it is sent. The indexes of the list hold only those that were sent, so
-- that each is written once; the others are in one small index, with the columns that the list filters by.
drop index submissions_by_status;
drop index submissions_by_pool;
drop index submissions_by_operator;
drop index submissions_by_pool_operator;
create index submissions_by_status on submissions (upstream, status, seq)
  where status = 'created' or status = 'rejected' or status = 'uncertain' or status = 'cancelled';
create index submissions_by_pool on submissions (upstream, pool_id, status, seq)
  where status = 'created' or status = 'rejected' or status = 'uncertain' or status = 'cancelled';
create index submissions_by_operator on submissions (upstream, created_by, status, seq)
  where status = 'created' or status = 'rejected' or status = 'uncertain' or status = 'cancelled';
create index submissions_by_pool_operator on submissions (upstream, pool_id, created_by, status, seq)
  where status = 'created' or status = 'rejected' or status = 'uncertain' or status = 'cancelled';
create index submissions_unfinished on submissions (upstream, status, seq, pool_id, created_by)
  where status = 'queued' or status = 'sending' or status = 'waiting';

-- In the order in which due rows are claimed, so that a long queue is not sorted.
drop index submissions_due;
create index submissions_due on submissions (upstream, priority, next_at, seq) where next_at is not null;

-- The hash alone is all but unique: the other columns made the entries half as large again.
drop index submissions_content;
create index submissions_content on submissions (content_hash);
