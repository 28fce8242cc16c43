import type { Problem } from "../shared/api/problem.ts";

/** An expected failure is a value: the problem that the caller is shown. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };
