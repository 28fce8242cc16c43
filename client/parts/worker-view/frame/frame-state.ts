import type { JsonObject } from "../../../../shared/values/json.ts";
import type { AnswerProblem, Placeholder, Told, ViewWarning } from "../../../worker-view/messages.ts";
import type { Gone } from "./frame-host.ts";

/** The answer in the frame. `valid`: the view itself would let the worker submit it. `submitted`: Submit was pressed. */
export interface ViewAnswer {
  output_values: JsonObject;
  valid: boolean;
  problems: readonly AnswerProblem[];
  submitted: boolean;
}

/** What the page knows of a frame. `too-long`: the view is longer than a message may be. */
export interface FrameState {
  phase: "loading" | "shown" | "too-long" | Gone;
  placeholders: readonly Placeholder[];
  warnings: readonly ViewWarning[];
  /** What could not be shown, in the frame's words. */
  failures: readonly string[];
  answer: ViewAnswer | null;
  /** The address of a link that was pressed and not yet answered. */
  asked: string | null;
  height: number;
}

export type FrameAction =
  | Told
  | { kind: "loading" }
  | { kind: "gone"; why: Gone | "too-long" }
  | { kind: "link-answered" };

const LOWEST = 120;
const HIGHEST = 4000;
const MOST_FAILURES = 10;

export const LOADING: FrameState = {
  phase: "loading",
  placeholders: [],
  warnings: [],
  failures: [],
  answer: null,
  asked: null,
  height: 320,
};

export function nextFrameState(state: FrameState, action: FrameAction): FrameState {
  switch (action.kind) {
    case "loading":
      return { ...LOADING, height: state.height };
    case "gone":
      return { ...LOADING, phase: action.why, failures: state.failures };
    case "shown":
      return { ...state, phase: "shown", placeholders: action.placeholders, warnings: action.warnings };
    case "answer":
      return { ...state, answer: { ...action, submitted: false } };
    case "submitted":
      return { ...state, answer: { ...action, valid: action.problems.length === 0, submitted: true } };
    case "open":
      return { ...state, asked: httpAddress(action.url) ?? state.asked };
    case "link-answered":
      return { ...state, asked: null };
    case "height":
      return { ...state, height: Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(action.px))) };
    case "failed": {
      const text = action.where === "" ? action.text : `${action.where}: ${action.text}`;
      if (state.failures.includes(text) || state.failures.length >= MOST_FAILURES) return state;
      return { ...state, failures: [...state.failures, text] };
    }
  }
}

/** The address as a browser opens it, if it is one of the web; never `javascript:` or `data:`. */
export function httpAddress(text: string): string | null {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}
