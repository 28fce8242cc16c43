import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useWords } from "../../language.ts";
import { peopleQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Line } from "../../ui/text/field.tsx";
import styles from "./audit.module.css";
import { type Filters, readFilters, writeFilters } from "./filters.ts";
import { words } from "./words.ts";

interface FilterFormProps {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

/** The filters of the log. They apply when the button is pressed. */
export function FilterForm({ filters, onChange }: FilterFormProps) {
  const w = useWords(words);
  const { data: people } = useQuery(peopleQuery);
  const [typed, setTyped] = useState(filters);
  const set = (member: keyof Filters) => (value: string) => setTyped({ ...typed, [member]: value });
  const persons = people?.items.map(({ id, name }) => [id, name] as const) ?? [];
  const known = persons.some(([id]) => id === typed.person);
  return (
    <search>
      <form
        className={styles.filters}
        onSubmit={(event) => {
          event.preventDefault();
          onChange(typed);
        }}
      >
        <Choice id="audit-person" label={w.person} value={typed.person} onChange={set("person")}>
          {option("", w.anybody)}
          {persons.map(([id, name]) => option(id, name))}
          {!known && typed.person !== "" && option(typed.person, typed.person)}
        </Choice>
        <Choice id="audit-action" label={w.action} value={typed.action} onChange={set("action")}>
          {option("", w.anyAction)}
          {Object.entries(w.actions).map(([action, name]) => option(action, name))}
          {w.actions[typed.action] === undefined && typed.action !== "" && option(typed.action, typed.action)}
        </Choice>
        <Choice id="audit-outcome" label={w.outcome} value={typed.outcome} onChange={set("outcome")}>
          {Object.entries(w.outcomes).map(([outcome, name]) => option(outcome, name))}
        </Choice>
        <Field id="audit-subject" label={w.subject}>
          <Line id="audit-subject" value={typed.subject} onChange={set("subject")} placeholder={w.subjectAbout} />
        </Field>
        <Day id="audit-from" label={w.from} value={typed.from} onChange={set("from")} />
        <Day id="audit-to" label={w.to} value={typed.to} onChange={set("to")} />
        <div className={styles.actions}>
          <Button type="submit" look="primary">
            {w.filter}
          </Button>
          {writeFilters(filters) !== "" && <Button onClick={() => onChange(readFilters(""))}>{w.clear}</Button>}
        </div>
      </form>
    </search>
  );
}

const option = (value: string, name: string) => (
  <option key={value} value={value}>
    {name}
  </option>
);

interface ControlProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Choice({ id, label, value, onChange, children }: ControlProps & { children: ReactNode }) {
  return (
    <Field id={id} label={label}>
      <select id={id} className={styles.control} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
    </Field>
  );
}

function Day({ id, label, value, onChange }: ControlProps) {
  return (
    <Field id={id} label={label}>
      <input
        id={id}
        type="date"
        className={styles.control}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
