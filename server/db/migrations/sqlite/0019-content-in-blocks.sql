-- The beginnings of the contents' hashes, in blocks of 32,768 rows: see `withContent`.
drop index submissions_content;
create index submissions_content on submissions (seq >> 15, substr(content_hash, 1, 16));
