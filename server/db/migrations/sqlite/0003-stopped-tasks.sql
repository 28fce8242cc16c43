-- JSON, see `Stop` in shared/submission.ts; null: the task is assigned as usual.
alter table submissions add column stopped text;
