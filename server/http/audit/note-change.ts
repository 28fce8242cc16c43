import type { Import } from "../../../shared/api/imports/import-routes.ts";
import type { Submission } from "../../../shared/submission.ts";
import type { Result } from "../../result.ts";
import type { Caller } from "../mount.ts";

/** What the audit log shows of a submission. */
const ofSubmission = (submission: Submission): object => ({
  status: submission.status,
  ...("task" in submission && submission.created_task && { task_id: submission.created_task.id }),
  ...(submission.stopped && { stopped: true }),
});

/** What it shows of an import: its status, and the rows that are not done. */
const ofImport = ({ status, pending }: Import): object => ({ status, pending });

/** Makes a change and notes what `read` shows before and after it. Without sign-in nothing is recorded, and nothing read. */
async function noting<T, R>(
  { note, identity }: Caller,
  read: () => Promise<Result<T>>,
  shown: (value: T) => object,
  change: () => Promise<Result<R>>,
): Promise<Result<R>> {
  if (identity.personId === null) return change();
  const before = await read();
  if (before.ok) note({ before: shown(before.value) });
  const result = await change();
  const after = result.ok ? await read() : result;
  if (after.ok) note({ after: shown(after.value as T) });
  return result;
}

type Read<T> = (id: string) => Promise<Result<T>>;

export const notingSubmission = <R>(
  read: Read<Submission>,
  id: string,
  caller: Caller,
  change: () => Promise<Result<R>>,
) => noting(caller, () => read(id), ofSubmission, change);

export const notingImport = <R>(read: Read<Import>, id: string, caller: Caller, change: () => Promise<Result<R>>) =>
  noting(caller, () => read(id), ofImport, change);
