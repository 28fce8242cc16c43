import { useElementSize } from "@mantine/hooks";
import { type ReactNode, useMemo, useState } from "react";
import type { TaskSpec } from "../../../shared/toloka.ts";
import type { JsonObject } from "../../../shared/values/json.ts";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/choice/segmented.tsx";
import { Strip } from "../../ui/strip.tsx";
import { AnswerPart } from "./answer-part.tsx";
import { frameKind } from "./frame/frame-kind.ts";
import type { ViewAnswer } from "./frame/frame-state.ts";
import { useWorkerFrame, type WorkerFrame } from "./frame/use-worker-frame.ts";
import { asksForLocation, LocationChoice, placeOfTask } from "./location-choice.tsx";
import { Remarks } from "./remarks.tsx";
import { ScriptChoice, scriptOf, useScriptChoice } from "./script-choice.tsx";
import { words } from "./words.ts";
import styles from "./worker-view.module.css";

interface WorkerViewProps {
  /** Names the frame, where there are several. */
  title?: string;
  /** It is not shown now, and does not follow the values until it is. */
  asleep?: boolean;
  task_spec: TaskSpec;
  input_values: JsonObject;
  /** Known solutions, which can be shown in the fields. */
  solutions: readonly JsonObject[];
  /** What can be done with the answer in the frame. */
  actions?: (answer: ViewAnswer) => ReactNode;
}

const WIDTHS = ["desktop", "phone"] as const;
type Width = (typeof WIDTHS)[number];

/** What the worker sees of a task, in a frame of its own, and the answer that the operator gives in it. */
export function WorkerView({ title, asleep = false, task_spec, input_values, solutions, actions }: WorkerViewProps) {
  const w = useWords(words);
  const [width, setWidth] = useState<Width>(() => (window.innerWidth < ROOM_FOR_DESKTOP ? "phone" : "desktop"));
  const kind = frameKind(task_spec) ?? "classic";
  const [location, setLocation] = useState<string | null>(null);
  const { view_spec } = task_spec;
  // Not at every key press: an interface can be long.
  const script = useMemo(() => scriptOf(view_spec), [view_spec]);
  const asksLocation = useMemo(() => asksForLocation(view_spec), [view_spec]);
  const [runs, chooseScript] = useScriptChoice(script);
  const shown = runs ? "script" : kind;
  const frame = useWorkerFrame({ kind: shown, title: title ?? w.title, task_spec, input_values, location, asleep });
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <Segmented
          label={w.width}
          options={WIDTHS.map((value) => ({ value, label: w.widths[value] }))}
          value={width}
          onChange={setWidth}
        />
        {solutions.map((solution, index) => (
          <Button key={index} compact onClick={() => frame.answer(solution)}>
            {w.fillIn(index + 1, solutions.length)}
          </Button>
        ))}
        <Button compact look="quiet" onClick={frame.reset}>
          {w.reset}
        </Button>
      </div>
      {asksLocation && <LocationChoice usual={placeOfTask(input_values)} onChange={setLocation} />}
      {script !== "" && <ScriptChoice runs={runs} onChoose={chooseScript} />}
      <Link frame={frame} />
      <FrameBox frame={frame} width={width} />
      <Remarks state={frame.state} />
      <AnswerPart answer={frame.state.answer}>
        {frame.state.answer !== null && actions?.(frame.state.answer)}
      </AnswerPart>
    </div>
  );
}

/**
 * In pixels of the worker's page. Below 600, templates put columns below one another; two items side by side want 400
 * each.
 */
const PAGE_WIDTH = { desktop: 880, phone: 376 };
/** In a narrower window, a worker's desktop page would be drawn too small to be read. */
const ROOM_FOR_DESKTOP = 1600;

/** The frame, made smaller where the page has less room than the worker's. */
function FrameBox({ frame, width }: { frame: WorkerFrame; width: Width }) {
  const w = useWords(words);
  const { ref, width: room } = useElementSize();
  const { phase, height } = frame.state;
  const wanted = width === "phone" ? PAGE_WIDTH.phone : Math.max(PAGE_WIDTH.desktop, room);
  const scale = room === 0 ? 1 : Math.min(1, room / wanted);
  const gone = phase !== "loading" && phase !== "shown";
  return (
    <div ref={ref} className={styles.room} aria-busy={phase === "loading"}>
      <p role="status" className={gone ? "unseen" : phase === "loading" ? styles.quiet : "unseen"}>
        {phase === "loading" ? w.loading : ""}
      </p>
      {gone && (
        <Strip
          tone="bad"
          role="alert"
          actions={
            <Button compact onClick={frame.again}>
              {w.again}
            </Button>
          }
        >
          {w.gone[phase]}
        </Strip>
      )}
      <div className={styles.box} hidden={gone} style={{ width: wanted * scale, height: height * scale }}>
        <div
          ref={frame.place}
          className={styles.place}
          style={{ width: wanted, height, transform: scale === 1 ? undefined : `scale(${scale})` }}
        />
      </div>
    </div>
  );
}

/** A link of the interface opens after its address was shown. */
function Link({ frame }: { frame: WorkerFrame }) {
  const w = useWords(words);
  const { asked } = frame.state;
  if (asked === null) return null;
  const open = () => {
    window.open(asked, "_blank", "noopener,noreferrer");
    frame.linkAnswered();
  };
  return (
    <Strip
      tone="accent"
      role="alert"
      actions={
        <>
          <Button compact onClick={open}>
            {w.openLink}
          </Button>
          <Button compact look="quiet" onClick={frame.linkAnswered}>
            {w.cancel}
          </Button>
        </>
      }
    >
      {w.link(asked)}
    </Strip>
  );
}
