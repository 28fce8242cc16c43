import type { Language } from "../../../../shared/language.ts";
import { defaultOverlap } from "../../../../shared/pool-check/overlap.ts";
import { isTraining } from "../../../../shared/pool-check/verdict.ts";
import { type Pool, tolokaTime } from "../../../../shared/toloka.ts";
import { dollars, fraction } from "../../../../shared/values/decimal.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { Chip } from "../../../ui/chip.tsx";
import { words } from "../words.ts";
import styles from "./pool-card.module.css";

/** The facts of a pool that matter for a task, each in a chip. */
export function PoolChips({ pool }: { pool: Pool }) {
  const w = useWords(words).pool;
  const language = useLanguage();
  const overlap = defaultOverlap(pool);
  const price = pool.reward_per_assignment == null ? null : fraction(pool.reward_per_assignment);
  const end = pool.will_expire ? tolokaTime(pool.will_expire) : Number.NaN;
  return (
    <div className={styles.chips}>
      <Chip>{overlap === null ? w.noOverlap : w.overlap(String(overlap))}</Chip>
      {!isTraining(pool) && <Chip>{price === null ? w.noPrice : w.price(dollars(price))}</Chip>}
      <Chip>{pool.mixer_config ? w.mixing : w.noMixing}</Chip>
      {!Number.isNaN(end) && (
        <Chip>
          <time dateTime={new Date(end).toISOString()} title={new Date(end).toLocaleString(language)}>
            {(end > Date.now() ? w.closes : w.ended)(fromNow(end, language))}
          </time>
        </Chip>
      )}
      {pool.may_contain_adult_content && <Chip>{w.adult}</Chip>}
    </div>
  );
}

const HOUR = 3_600_000;
const UNITS = [
  ["year", 365 * 24 * HOUR],
  ["month", 30 * 24 * HOUR],
  ["day", 24 * HOUR],
  ["hour", HOUR],
  ["minute", HOUR / 60],
] as const;

/** `in 1 year`, `3 days ago`: in the largest unit of which there is about one. */
function fromNow(at: number, language: Language): string {
  const distance = at - Date.now();
  const [unit, length] = UNITS.find(([, size]) => Math.abs(distance) >= 0.9 * size) ?? (["minute", HOUR / 60] as const);
  return new Intl.RelativeTimeFormat(language).format(Math.round(distance / length), unit);
}
