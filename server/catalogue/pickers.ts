import type { Answered, Checked } from "../../shared/api/route-types.ts";
import { MAX_LIST_ITEMS, type Pool, type Project } from "../../shared/toloka.ts";
import { type Result, resultOf } from "../result.ts";
import type { Toloka } from "../toloka/client.ts";
import type { Outcome } from "../toloka/exchange/exchange.ts";

/** How long a list from Toloka is used, in milliseconds. */
const FRESH_FOR = 15_000;
/** Pages that are read at most. Toloka cannot search for names, so the whole list is read and searched here. */
const MAX_PAGES = 20;

interface Listing<T> {
  items: T[];
  has_more: boolean;
}
type ListQuery = Record<string, string>;

/** The account's pools and projects for the pickers, cached for a few seconds. */
export function openPickers(toloka: Toloka, now: () => number = Date.now) {
  const pools = cached((query) => readAll(toloka.listPools, query), now);
  const projects = cached((query) => readAll(toloka.listProjects, query), now);

  return {
    /** Pools with their projects, newest first. `q` is searched for in ids and names. Problems: those of `resultOf`. */
    async pools({ query }: Checked<"listPools">): Promise<Result<Answered<"listPools">>> {
      const { q, project_id, status, limit } = query;
      const asked: ListQuery = { ...(project_id ? { project_id } : {}), ...(status ? { status } : {}) };
      const [found, known] = await Promise.all([pools(asked), projects({})]);
      if (!found.ok) return found;
      // The list is useful without the names of the projects, too.
      const byId = new Map(known.ok ? known.value.items.map((project) => [project.id, project]) : []);
      const rows = found.value.items.map((pool) => ({ pool, project: byId.get(pool.project_id) ?? null }));
      const hits = rows.filter(matcher(q ?? ""));
      return {
        ok: true,
        value: { items: hits.slice(0, limit), has_more: found.value.has_more || hits.length > limit },
      };
    },

    /** Projects, newest first. Problems: those of `resultOf`. */
    async projects({ query }: Checked<"listProjects">): Promise<Result<Answered<"listProjects">>> {
      const { status, limit } = query;
      const found = await projects(status ? { status } : {});
      if (!found.ok) return found;
      const { items, has_more } = found.value;
      return { ok: true, value: { items: items.slice(0, limit), has_more: has_more || items.length > limit } };
    },
  };
}

/** Every word of `q` has to occur in an id or name of the pool or its project. */
function matcher(q: string): (row: { pool: Pool; project: Project | null }) => boolean {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ pool, project }) => {
    const text = `${pool.id} ${pool.private_name} ${pool.project_id} ${project?.public_name ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** Reads all pages by `sort=id` and `id_gt`, Toloka's only way (https://toloka.ai/docs/api/, "Filtering"). Newest id first. */
async function readAll<T extends { id: string }>(
  list: (query: ListQuery) => Promise<Outcome<Listing<T>>>,
  query: ListQuery,
): Promise<Result<Listing<T>>> {
  const items: T[] = [];
  let has_more = true;
  for (let page = 0; has_more && page < MAX_PAGES; page++) {
    const last = items.at(-1);
    const read = resultOf(
      await list({ ...query, sort: "id", limit: String(MAX_LIST_ITEMS), ...(last ? { id_gt: last.id } : {}) }),
    );
    if (!read.ok) return read;
    items.push(...read.value.items);
    has_more = read.value.has_more && read.value.items.length > 0;
  }
  return { ok: true, value: { items: items.reverse(), has_more } };
}

/** Caches the answers of `read` by query. Callers at the same time share one request. Failures are not cached. */
function cached<T>(read: (query: ListQuery) => Promise<Result<T>>, now: () => number) {
  const answers = new Map<string, { at: number; answer: Promise<Result<T>> }>();
  return (query: ListQuery): Promise<Result<T>> => {
    const key = new URLSearchParams(query).toString();
    const known = answers.get(key);
    if (known && now() - known.at < FRESH_FOR) return known.answer;
    for (const [other, { at }] of answers) if (now() - at >= FRESH_FOR) answers.delete(other);
    const answer = read(query).then((result) => {
      if (!result.ok) answers.delete(key);
      return result;
    });
    answers.set(key, { at: now(), answer });
    return answer;
  };
}
