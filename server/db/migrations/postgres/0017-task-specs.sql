-- The task specs of pools' projects, each from when the first submission was accepted with it until the next.
create table task_specs (
  upstream text collate "C" not null,
  pool_id text collate "C" not null,
  since bigint not null,
  -- JSON.
  task_spec text not null,
  primary key (upstream, pool_id, since)
);
