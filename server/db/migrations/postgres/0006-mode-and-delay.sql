-- Whether Toloka is asked asynchronously, as the parameters say. Most submissions are, so only the others are rewritten.
alter table submissions add column async_mode boolean not null default true;
update submissions set async_mode = false where parameters not like '%"async_mode":true%';

-- Milliseconds that the last step put the next one off by.
alter table submissions add column delay_ms bigint not null default 0;
update submissions set delay_ms = next_at - planned_at where next_at > planned_at;
