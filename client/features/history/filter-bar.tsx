import { useEffect, useState } from "react";
import { STATUSES } from "../../../shared/submission.ts";
import styles from "./filter-bar.module.css";
import { type Filters, TIMES, type Time } from "./filters.ts";

/** How long after the last key press the list follows. */
const REST_MS = 250;

/** `typed`: a change by a key press, of which others may follow. */
type Change = (filters: Filters, typed?: boolean) => void;

/** The filters of the list. */
export function FilterBar({ filters, onChange }: { filters: Filters; onChange: Change }) {
  return (
    <search className={styles.filters}>
      <TypedFilter label="Search text, task or operation id" name="q" filters={filters} onChange={onChange} wide />
      <label>
        Status
        <select
          value={filters.status}
          onChange={(event) => onChange({ ...filters, status: event.target.value as Filters["status"] })}
        >
          <option value="">any status</option>
          {STATUSES.map((status) => (
            <option key={status}>{status}</option>
          ))}
          <option value="foreign">waiting for another Toloka</option>
        </select>
      </label>
      <TypedFilter label="Pool id" name="pool_id" filters={filters} onChange={onChange} />
      <TypedFilter label="Created by" name="created_by" filters={filters} onChange={onChange} />
      <label>
        When
        <select value={filters.time} onChange={(event) => onChange({ ...filters, time: event.target.value as Time })}>
          {Object.entries(TIMES).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}

function TypedFilter(props: {
  label: string;
  name: "q" | "pool_id" | "created_by";
  filters: Filters;
  onChange: Change;
  wide?: boolean;
}) {
  const { label, name, filters, onChange, wide } = props;
  const current = filters[name];
  const [typed, setTyped] = useState(current);
  // "Back" and "Show all" change the filter, not the text typed here.
  useEffect(() => setTyped((now) => (now.trim() === current ? now : current)), [current]);
  useEffect(() => {
    if (typed.trim() === current) return;
    const timer = setTimeout(() => onChange({ ...filters, [name]: typed.trim() }, true), REST_MS);
    return () => clearTimeout(timer);
  }, [typed, current, filters, name, onChange]);
  return (
    <label className={wide ? styles.wide : undefined}>
      {label}
      <input
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        spellCheck={false}
      />
    </label>
  );
}
