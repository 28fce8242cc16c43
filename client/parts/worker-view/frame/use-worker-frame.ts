import { type RefObject, useEffect, useReducer, useRef, useState } from "react";
import type { TaskSpec } from "../../../../shared/toloka.ts";
import { type JsonObject, stringifyJson } from "../../../../shared/values/json.ts";
import { useLanguage } from "../../../language.ts";
import { type Given, MESSAGES_VERSION, withoutHidden } from "../../../worker-view/messages.ts";
import { type FrameKind, frameAddress } from "./frame-addresses.ts";
import { type FrameHost, startFrame } from "./frame-host.ts";
import { type FrameState, LOADING, nextFrameState } from "./frame-state.ts";

export interface WorkerFrame {
  place: RefObject<HTMLDivElement | null>;
  state: FrameState;
  /** Fills the fields in the frame. */
  answer(output_values: JsonObject): void;
  reset(): void;
  /** Starts the frame anew, after it is gone. */
  again(): void;
  linkAnswered(): void;
}

interface Shown {
  kind: FrameKind;
  title: string;
  task_spec: TaskSpec;
  input_values: JsonObject;
  /** Where the worker is: `lat,lon`, `"rejected"` if the worker does not tell, `null` if it is not known. */
  location: string | null;
  /** The frame is not shown now, and is told of changes when it is. */
  asleep: boolean;
}

/** A frame that shows the view with the values, and follows them. */
export function useWorkerFrame({ kind, title, task_spec, input_values, location, asleep }: Shown): WorkerFrame {
  const place = useRef<HTMLDivElement>(null);
  const host = useRef<FrameHost | null>(null);
  const [state, dispatch] = useReducer(nextFrameState, LOADING);
  const [attempt, setAttempt] = useState(0);
  const locale = useLanguage();
  const { input_spec, output_spec, view_spec = {} } = task_spec;
  const seen = withoutHidden(input_spec, input_values);
  const given: Given = { ...seen, view_spec, output_spec, locale, pretend: { location } };
  const values = stringifyJson(seen.input_values);
  const latest = useRef({ given, sent: "", sentLocation: location });
  latest.current.given = given;
  const send = (message: Parameters<FrameHost["send"]>[0]) => host.current?.send(message);

  // The values follow by a message of their own; `attempt` starts anew.
  useEffect(() => {
    dispatch({ kind: "loading" });
    const end = (why: Parameters<typeof dispatch>[0] & { kind: "gone" }) => {
      host.current = null;
      dispatch(why);
    };
    const started = startFrame(place.current!, frameAddress(kind), title, {
      ready() {
        const { given } = latest.current;
        latest.current.sent = stringifyJson(given.input_values);
        latest.current.sentLocation = given.pretend.location;
        host.current = started;
        if (started.send({ kind: "show", version: MESSAGES_VERSION, given })) return;
        started.remove();
        end({ kind: "gone", why: "too-long" });
      },
      told: dispatch,
      gone: (why) => end({ kind: "gone", why }),
    });
    return () => {
      host.current = null;
      started.remove();
    };
  }, [kind, title, view_spec, input_spec, output_spec, locale, attempt]);

  // Typing is not held up: the view is told after the frame that shows the letter.
  useEffect(() => {
    if (asleep) return;
    let later: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      later = setTimeout(() => {
        if (host.current === null || latest.current.sent === values) return;
        latest.current.sent = values;
        host.current.send({ kind: "input", input_values: latest.current.given.input_values });
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(later);
    };
  }, [values, asleep]);

  // Another place is another view, with the same answer.
  useEffect(() => {
    if (host.current === null || latest.current.sentLocation === location) return;
    latest.current.sentLocation = location;
    host.current.send({ kind: "show", version: MESSAGES_VERSION, given: latest.current.given });
    const answered = state.answer?.output_values ?? {};
    if (Object.keys(answered).length > 0) host.current.send({ kind: "answer", output_values: answered });
  }, [location, state.answer]);

  return {
    place,
    state,
    answer: (output_values) => send({ kind: "answer", output_values }),
    reset: () => send({ kind: "reset" }),
    again: () => setAttempt((count) => count + 1),
    linkAnswered: () => dispatch({ kind: "link-answered" }),
  };
}
