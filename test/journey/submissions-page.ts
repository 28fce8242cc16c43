import type { Page } from "playwright-core";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import type { DeskInBrowser } from "./desk-in-browser.ts";

/** The parts of the page "Submissions", by role and label. */
export function submissionsPage(page: Page) {
  const panel = page.getByRole("region", { name: "Submission", exact: true });
  const rows = page.locator("tbody").getByRole("row");
  return {
    panel,
    rows,
    /** The link of the row with a text. */
    row: (text: string) => rows.filter({ hasText: text }).getByRole("link"),
    tab: (name: RegExp) => page.getByRole("tab", { name }),
    search: page.getByRole("searchbox"),
    /** How many rows there are in all, and how many are shown. */
    count: (text: string) => page.getByRole("status").getByText(text, { exact: true }),
    path: (): string => new URL(page.url()).pathname,
    query: (): string => new URL(page.url()).search,
  };
}

export const idOf = (number: number): string => `0f8b6c1e-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const pictureOf = (number: number): string => `https://example.com/list/dog-${number}.jpg`;

/** Toloka rejects a task with this note. */
export const REJECTED_NOTE = "poison";

/** Submits one task through the API. */
export const submitTo = (
  desk: DeskInBrowser,
  operationId: string,
  image: string,
  { async_mode = true, wait = 5, note }: { async_mode?: boolean; wait?: number; note?: string } = {},
) =>
  desk.call("POST", `/api/submissions?wait=${wait}`, {
    task: { pool_id: SMALL_POOL, input_values: { image, ...(note === undefined ? {} : { note }) } },
    parameters: { operation_id: operationId, async_mode },
  });
