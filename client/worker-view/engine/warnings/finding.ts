import type en from "./words.en.ts";

/** `bad`: workers cannot do the task, or no known solution can match. `doubtful`: some cannot. `note`: good to know. */
export type Severity = "bad" | "doubtful" | "note";

/** What is wrong with an interface. */
export interface Finding {
  /** The sentence, and what is filled in. */
  code: keyof typeof en;
  params: string[];
  severity: Severity;
  /** In the config, or below `output_spec`. */
  path: string;
}

export const finding = (severity: Severity, code: Finding["code"], path: string, ...params: string[]): Finding => ({
  code,
  params,
  severity,
  path,
});
