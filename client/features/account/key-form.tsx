import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Role } from "../../../shared/roles.ts";
import { call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { CopyButton } from "../../parts/copy.tsx";
import { RoleChoice } from "../../parts/people/role-choice.tsx";
import { ProblemMessage } from "../../parts/problem.tsx";
import { ownKeysQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/choice/segmented.tsx";
import { Strip } from "../../ui/strip.tsx";
import { Field, Line } from "../../ui/text/field.tsx";
import styles from "./account.module.css";
import { words } from "./words.ts";

const DAYS = ["7", "30", "90", "365"] as const;

/** Makes a key and shows it once. `most`: the person's own role. */
export function KeyForm({ most }: { most: Role }) {
  const w = useWords(words);
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [days, setDays] = useState<(typeof DAYS)[number]>("90");
  const make = useMutation({
    mutationFn: () => call("makeKey", { body: { name: name.trim(), role, days: Number(days) } }),
    onSuccess: async () => {
      setName("");
      await client.invalidateQueries(ownKeysQuery);
    },
  });
  if (make.data !== undefined)
    return (
      <Strip tone="good" role="status" actions={<Button onClick={() => make.reset()}>{w.done}</Button>}>
        {w.made}
        <code className={styles.key}>{make.data.key}</code>
        <CopyButton value={make.data.key} label={w.copyKey} />
      </Strip>
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!make.isPending) make.mutate();
      }}
    >
      <Field id="key-name" label={w.keyName} about={w.keyNameAbout}>
        <Line id="key-name" value={name} onChange={setName} required />
      </Field>
      <div className={styles.choice}>
        <p>{w.keyRole}</p>
        <RoleChoice label={w.keyRole} value={role} onChange={setRole} most={most} />
      </div>
      <div className={styles.choice}>
        <p>{w.keyDays}</p>
        <Segmented
          label={w.keyDays}
          options={DAYS.map((value) => ({ value, label: w.days(Number(value)) }))}
          value={days}
          onChange={setDays}
        />
      </div>
      {make.error instanceof ProblemError && <ProblemMessage problem={make.error.problem} />}
      <Button type="submit" aria-busy={make.isPending}>
        {w.make}
      </Button>
    </form>
  );
}
