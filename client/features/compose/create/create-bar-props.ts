import type { FieldProblem } from "../../../../shared/faults/faults.ts";
import type { DraftKeeper } from "../draft/use-draft.ts";
import type { Creation } from "./use-creation.ts";

export interface CreateBarProps {
  creation: Creation;
  draft: DraftKeeper;
  production: boolean;
  /** What kept the last press from creating, by path. */
  missing: Readonly<Record<string, FieldProblem>>;
  onCreate: (next: boolean) => void;
  onConfirm: () => void;
  onCancel: () => void;
  onAnother: () => void;
  onSimilar: () => void;
  onPath: (path: string) => void;
  /** Once a submission has come to its end. */
  onEnd: (status: "created" | "rejected", fields: Readonly<Record<string, FieldProblem>>) => void;
}
