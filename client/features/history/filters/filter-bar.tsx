import { IconFilter, IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { STATUSES } from "../../../../shared/submission.ts";
import { useWords } from "../../../language.ts";
import { PoolPicker } from "../../../parts/pool/pool-picker.tsx";
import { words as partWords } from "../../../parts/words.ts";
import { Button } from "../../../ui/button.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { Popover } from "../../../ui/choice/popover.tsx";
import { usePoolNames } from "../pool-names.ts";
import { words } from "../words.ts";
import { ChoicePicker } from "./choice-picker.tsx";
import styles from "./filter-bar.module.css";
import { type Filters, readFilters, statusesIn, TABS, TIMES, type Time, tabOf, writeFilters } from "./filters.ts";
import { ViewsMenu } from "./views-menu.tsx";

/** `typed`: a change by a key press, of which others may follow. */
type Change = (filters: Filters, typed?: boolean) => void;

interface FilterBarProps {
  filters: Filters;
  /** Persons to choose from. */
  people: readonly string[];
  onChange: Change;
}

/** The search, the filters, and the saved views. Filters in force are chips. */
export function FilterBar({ filters, people, onChange }: FilterBarProps) {
  const w = useWords(words).filters;
  const button = useRef<HTMLButtonElement>(null);
  const chips = useChips(filters);
  return (
    <search className={styles.filters}>
      <div className={styles.line}>
        <SearchText filters={filters} onChange={onChange} />
        <Popover label={w.filter} icon={<IconFilter size={16} aria-hidden />} button={button}>
          {() => <Pickers filters={filters} people={people} onChange={onChange} />}
        </Popover>
        <ViewsMenu query={writeFilters(filters)} onApply={(query) => onChange(readFilters(query))} />
      </div>
      {chips.length > 0 && (
        <div className={styles.chips}>
          {chips.map(({ member, text }) => (
            <Chip
              key={member}
              remove={{
                label: w.remove(text),
                act: () => {
                  onChange({ ...filters, [member]: "" });
                  button.current?.focus();
                },
              }}
            >
              {text}
            </Chip>
          ))}
          <Button
            look="quiet"
            compact
            onClick={() => {
              onChange(readFilters(""));
              button.current?.focus();
            }}
          >
            {w.clear}
          </Button>
        </div>
      )}
    </search>
  );
}

/** The filters in force but the search and what a tab says. */
function useChips({ pool_id, created_by, status, time }: Filters): { member: keyof Filters; text: string }[] {
  const w = useWords(words).filters;
  const { statuses } = useWords(partWords);
  const pool = usePoolNames(pool_id === "" ? [] : [pool_id]).get(pool_id);
  const special: Record<string, string> = { stopped: statuses.stopped, foreign: w.foreign };
  const standing =
    special[status] ??
    statusesIn(status)
      .map((one) => statuses[one])
      .join(", ");
  const chips = [
    { member: "pool_id", value: pool_id, text: w.chip(w.pool, pool === undefined ? pool_id : `${pool} · ${pool_id}`) },
    { member: "created_by", value: created_by, text: w.chip(w.person, created_by) },
    { member: "status", value: TABS[tabOf(status)] === status ? "" : status, text: w.chip(w.status, standing) },
    { member: "time", value: time, text: w.times[time] },
  ] as const;
  return chips.filter(({ value }) => value !== "");
}

function Pickers({ filters, people, onChange }: FilterBarProps) {
  const w = useWords(words).filters;
  const { statuses } = useWords(partWords);
  const standings = [
    { value: "", name: w.anyStatus },
    ...STATUSES.map((status) => ({ value: status, name: statuses[status] })),
    { value: "stopped", name: statuses.stopped },
    { value: "foreign", name: w.foreign },
  ];
  return (
    <>
      <PoolPicker value={filters.pool_id || null} onChange={(pool_id) => onChange({ ...filters, pool_id })} />
      <ChoicePicker
        label={w.person}
        free
        options={[{ value: "", name: w.anyPerson }, ...people.map((person) => ({ value: person, name: person }))]}
        value={filters.created_by}
        onChange={(created_by) => onChange({ ...filters, created_by })}
      />
      <ChoicePicker
        label={w.status}
        options={standings}
        value={filters.status}
        onChange={(status) => onChange({ ...filters, status })}
      />
      <ChoicePicker
        label={w.time}
        options={TIMES.map((time) => ({ value: time, name: w.times[time] }))}
        value={filters.time}
        onChange={(time) => onChange({ ...filters, time: time as Time })}
      />
    </>
  );
}

/** How long after the last key press the list follows. */
const REST_MS = 250;

function SearchText({ filters, onChange }: { filters: Filters; onChange: Change }) {
  const w = useWords(words).filters;
  const current = filters.q;
  const [typed, setTyped] = useState(current);
  // "Back" and "Clear filters" change the filter, not the text typed here.
  useEffect(() => setTyped((now) => (now.trim() === current ? now : current)), [current]);
  useEffect(() => {
    if (typed.trim() === current) return;
    const timer = setTimeout(() => onChange({ ...filters, q: typed.trim() }, true), REST_MS);
    return () => clearTimeout(timer);
  }, [typed, current, filters, onChange]);
  return (
    <label className={styles.search}>
      <IconSearch size={16} aria-hidden />
      <span className="unseen">{w.search}</span>
      <input
        type="search"
        placeholder={w.search}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        spellCheck={false}
      />
    </label>
  );
}
