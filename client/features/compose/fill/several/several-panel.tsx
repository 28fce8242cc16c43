import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { messageText } from "../../../../../shared/api/problem.ts";
import type { FieldProblem } from "../../../../../shared/faults/faults.ts";
import { costOfMany } from "../../../../../shared/pool-check/pool-cost.ts";
import { type Task, taskKind } from "../../../../../shared/task.ts";
import { isJsonObject, type JsonObject, stringifyJson } from "../../../../../shared/values/json.ts";
import { ProblemError } from "../../../../api.ts";
import { useLanguage, useWords } from "../../../../language.ts";
import { links } from "../../../../links.ts";
import { fieldName } from "../../../../parts/field-name.ts";
import { sendImport } from "../../../../parts/imports/send-import.ts";
import { firstMedia, Thumbnail } from "../../../../parts/media/thumbnail.tsx";
import { ProblemMessage } from "../../../../parts/problem.tsx";
import { importQuery, keys } from "../../../../queries.ts";
import { Button } from "../../../../ui/button.tsx";
import { Card } from "../../../../ui/card.tsx";
import { Strip } from "../../../../ui/strip.tsx";
import { useComposer } from "../../composer-context.ts";
import { focusFirstEmpty } from "../../fields/focus.ts";
import { checkTask } from "../../form/check-form.ts";
import { words } from "../words.ts";
import own from "./several-panel.module.css";
import type { ShownTasks } from "./use-several.ts";

type Sent = { importId: string; existed: boolean };

interface PanelProps {
  several: ShownTasks;
  production: boolean;
  /** Opens a text on the page of tables. */
  onTable: (name: string, text: string) => void;
  onClose: () => void;
}

/** Several pasted tasks: what each is and what is wrong with it, what they cost, and the button that creates them. */
export default function SeveralPanel(props: PanelProps) {
  const { form, specs, pins } = useComposer();
  const toForm = () => focusFirstEmpty(form, specs, (step) => Object.hasOwn(pins.get(), step));
  const close = () => {
    props.onClose();
    toForm();
  };
  return (
    <div className={own.panel}>
      <Panel {...props} onClose={close} onCreated={toForm} />
    </div>
  );
}

function Panel({ several, production, onTable, onClose, onCreated }: PanelProps & { onCreated: () => void }) {
  const { tasks } = several;
  const w = useWords(words).several;
  const { form, pool, specs } = useComposer();
  const client = useQueryClient();
  const [sent, setSent] = useState<Sent | "sending" | ProblemError | null>(null);
  const { overlap, open_pool: openPool } = form.getValues();
  const checked = tasks.map((task) => checkTask({ ...task, pool_id: pool.id }, specs, "general"));
  const bad = checked.filter(({ problems }) => Object.keys(problems).length > 0).length;
  const cost = costOfMany(
    pool,
    tasks.map((task) => ({ count: 1, facts: { kind: taskKind(task as Task), overlap: overlapOf(task) } })),
  );
  const create = async (again: boolean): Promise<void> => {
    if (sent === "sending" || bad > 0) return;
    setSent("sending");
    try {
      const options = { poolId: pool.id, mode: "all" as const, allowDefaults: overlap === "default", openPool, again };
      const { made, existed } = await sendImport(tasks.map((task) => stringifyJson(task)).join("\n"), options);
      void client.invalidateQueries({ queryKey: keys.imports });
      setSent({ importId: made.import_id, existed });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setSent(error);
    }
  };
  if (isSent(sent) && !sent.existed) return <Created importId={sent.importId} onClose={onClose} onShown={onCreated} />;
  return (
    <Card
      title={w.title(tasks.length)}
      actions={
        <Button compact look="quiet" onClick={onClose}>
          {w.dismiss}
        </Button>
      }
    >
      <ul className={own.tasks}>
        {tasks.map((task, index) => (
          <Item key={index} task={task} problems={checked[index]!.problems} />
        ))}
      </ul>
      {sent instanceof ProblemError && <ProblemMessage problem={sent.problem} />}
      {isSent(sent) && (
        <Strip
          tone="warning"
          role="status"
          actions={
            <Button look="danger" onClick={() => void create(true)}>
              {w.createAgain(tasks.length)}
            </Button>
          }
        >
          {w.existed} <Link href={links.import(sent.importId)}>{w.openImport}</Link>
        </Strip>
      )}
      <div className={own.buttons}>
        <p className={own.quiet} role="status">
          {bad > 0 ? w.bad(bad) : cost === null ? w.costUnknown : w.cost(cost)}
        </p>
        <Button onClick={() => onTable(w.pasted, several.text)}>{w.asTable}</Button>
        <Button
          look={production ? "production" : "primary"}
          aria-disabled={bad > 0 || sent === "sending" || isSent(sent)}
          aria-busy={sent === "sending"}
          onClick={() => isSent(sent) || void create(false)}
        >
          {w.create(tasks.length)}
        </Button>
      </div>
    </Card>
  );
}

const isSent = (sent: Sent | "sending" | ProblemError | null): sent is Sent =>
  sent !== null && sent !== "sending" && !(sent instanceof ProblemError);

function overlapOf({ overlap, infinite_overlap }: JsonObject): number | "infinite" | "default" {
  if (infinite_overlap === true) return "infinite";
  return typeof overlap === "number" ? overlap : "default";
}

function Item({ task, problems }: { task: JsonObject; problems: Record<string, FieldProblem> }) {
  const values = isJsonObject(task.input_values) ? task.input_values : {};
  const texts = Object.values(values).map((value) => (typeof value === "string" ? value : stringifyJson(value)));
  const language = useLanguage();
  const [first] = Object.entries(problems);
  return (
    <li className={own.task}>
      <Thumbnail address={firstMedia(values)} />
      <span className={own.text} title={texts.join(" · ").slice(0, LONGEST)}>
        {texts.join(" · ").slice(0, LONGEST)}
      </span>
      {first !== undefined && (
        <span className={own.problem}>
          <IconAlertTriangle size={14} aria-hidden /> {fieldName(first[0])}: {messageText(first[1], language)}
        </span>
      )}
    </li>
  );
}
const LONGEST = 300;

/** What came of them, as it goes on. The button that had the focus is gone: the form gets it, unless somebody types already. */
function Created({ importId, onClose, onShown }: { importId: string; onClose: () => void; onShown: () => void }) {
  const w = useWords(words).several;
  useEffect(() => {
    if (document.activeElement === document.body) onShown();
  }, []);
  const found = useQuery(importQuery(importId)).data;
  const failed = (found?.rejected ?? 0) + (found?.uncertain ?? 0);
  return (
    <Strip
      role="status"
      tone={failed > 0 ? "bad" : found?.pending === 0 ? "good" : "accent"}
      actions={
        <Button compact look="quiet" onClick={onClose}>
          {w.dismiss}
        </Button>
      }
    >
      {found === undefined ? w.sending : w.created(found.created, found.rows, failed)}{" "}
      <Link href={links.import(importId)}>{w.openImport}</Link>
    </Strip>
  );
}
