import type { PersonLimits as Shown } from "../../../shared/api/person-limits.ts";
import { type Problem, personLimitDetail, problem } from "../../../shared/api/problem.ts";
import { dollars } from "../../../shared/values/decimal.ts";
import type { Db, Queryable } from "../../db/db.ts";
import type { Result } from "../../result.ts";

const DAY_MS = 86_400_000;

/** What a person may create a day (UTC); null: as much as they like. */
export interface Limits {
  tasks: number | null;
  microDollars: number | null;
}

/** What is to be created. */
export interface Amount {
  tasks: number;
  microDollars: number;
}

export interface PersonLimits {
  /** Whether money is limited, so that the cost has to be known. */
  limitsMoney: boolean;
  /**
   * Counts what a person is about to create, if that is within the limits, and runs `insert`. What `insert` has not inserted
   * (null) is not counted. To be called in the transaction of the insert. Problems: `TASKS_PER_DAY`, `DOLLARS_PER_DAY` (429).
   */
  counting<T>(
    tx: Queryable,
    person: string,
    amount: Amount,
    insert: () => Promise<T | null>,
  ): Promise<Result<T | null>>;
  /** The limits, and how much of them the person has used today. */
  state(person: string): Promise<Shown>;
}

interface Day extends Amount {
  day: number;
}

export function openPersonLimits(db: Db, limits: Limits): PersonLimits {
  const { tasks: maxTasks, microDollars: maxMicros } = limits;
  const today = `cast(${db.now} / ${DAY_MS} as bigint)`;

  /** Counts the amount, unless it is too much. The day that it was counted for. */
  async function add(tx: Queryable, person: string, { tasks, microDollars }: Amount): Promise<number | null> {
    const most = [maxTasks, maxMicros].map((max) => max ?? Number.MAX_SAFE_INTEGER);
    const [row] = await tx.query<{ day: number }>(
      `insert into person_days (person, day, tasks, micro_dollars)
       select $1, ${today}, cast($2 as bigint), cast($3 as bigint)
         where cast($2 as bigint) <= cast($4 as bigint) and cast($3 as bigint) <= cast($5 as bigint)
       on conflict (person, day) do update set
         tasks = person_days.tasks + excluded.tasks, micro_dollars = person_days.micro_dollars + excluded.micro_dollars
         where person_days.tasks + excluded.tasks <= cast($4 as bigint)
           and person_days.micro_dollars + excluded.micro_dollars <= cast($5 as bigint)
       returning day`,
      [person, tasks, microDollars, ...most],
    );
    return row === undefined ? null : Number(row.day);
  }
  async function usedToday(source: Queryable, person: string): Promise<Day> {
    const [row] = await source.query<Record<"day" | "tasks" | "micros", number>>(
      `select clock.day, coalesce(d.tasks, 0) as tasks, coalesce(d.micro_dollars, 0) as micros
       from (select ${today} as day) as clock left join person_days as d on d.person = $1 and d.day = clock.day`,
      [person],
    );
    const { day, tasks, micros } = row!;
    return { day: Number(day), tasks: Number(tasks), microDollars: Number(micros) };
  }
  function refusal(used: Day, asked: Amount): Problem {
    const tooMany = maxTasks !== null && used.tasks + asked.tasks > maxTasks;
    const resets = (used.day + 1) * DAY_MS;
    const retry_after = Math.max(1, Math.ceil((resets - Date.now()) / 1000));
    const resets_at = new Date(resets).toISOString();
    const [code, max, taken, wanted] = tooMany
      ? (["TASKS_PER_DAY", maxTasks, used.tasks, asked.tasks] as const)
      : (["DOLLARS_PER_DAY", maxMicros ?? 0, used.microDollars, asked.microDollars] as const);
    const shown = tooMany ? String : dollarsOf;
    const left = shown(Math.max(0, max - taken));
    const detail = personLimitDetail(code, { left, resets_at });
    return { ...problem(429, code, { detail, retry_after }), max: shown(max), left, asked: shown(wanted), resets_at };
  }
  return {
    limitsMoney: maxMicros !== null,
    async counting(tx, person, amount, insert) {
      const day = await add(tx, person, amount);
      if (day === null) return { ok: false, problem: refusal(await usedToday(tx, person), amount) };
      const inserted = await insert();
      if (inserted === null)
        await tx.query(
          `update person_days set tasks = tasks - cast($3 as bigint), micro_dollars = micro_dollars - cast($4 as bigint)
           where person = $1 and day = $2`,
          [person, day, amount.tasks, amount.microDollars],
        );
      return { ok: true, value: inserted };
    },
    async state(person) {
      const used = await usedToday(db, person);
      return {
        tasks: maxTasks === null ? null : { max: maxTasks, used: used.tasks },
        dollars: maxMicros === null ? null : { max: dollarsOf(maxMicros), used: dollarsOf(used.microDollars) },
        resets_at: new Date((used.day + 1) * DAY_MS).toISOString(),
      };
    },
  };
}

/** `$0.012` */
const dollarsOf = (micros: number): string => dollars({ top: BigInt(micros), over: 1_000_000n });
