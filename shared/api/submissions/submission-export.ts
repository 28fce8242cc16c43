import * as z from "zod/mini";
import { filters } from "./submission-filter.ts";

const format = z.enum(["csv", "json"]);

export const ExportFilter = z.strictObject({ format, ...filters });
export type ExportFilter = z.infer<typeof ExportFilter>;

/** How many submissions can be chosen by their ids. */
const MAX_IDS = 1_000;

export const ExportChosen = z.strictObject(
  {
    format,
    operation_ids: z
      .array(z.string().check(z.maxLength(64, "STRING_LENGTH_GREATER_THAN_MAX")))
      .check(z.minLength(1, "VALUE_REQUIRED"), z.maxLength(MAX_IDS, "ARRAY_SIZE_GREATER_THAN_MAX")),
  },
  "OBJECT_EXPECTED",
);
export type ExportChosen = z.infer<typeof ExportChosen>;

/** The columns of the CSV file. `input_values`: JSON. */
export const EXPORT_COLUMNS = [
  "operation_id",
  "status",
  "pool_id",
  "task_id",
  "created_at",
  "created_by",
  "error",
  "input_values",
] as const;
