import type * as z from "zod/mini";

/** A row of the table of routes. Params and query arrive as text, and their schemas turn them into values. */
export interface Route {
  method: "GET" | "POST";
  path: `/api/${string}`;
  /** One line for the API's page. */
  summary: string;
  params?: z.ZodMiniType;
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
  /** The media types of a body that is not JSON in one piece: it is read as a stream. */
  uploads?: readonly string[];
  answer: z.ZodMiniType;
  /** The media types of the answer, if it is a file and not JSON. */
  downloads?: readonly string[];
  /** Whether the answer waits for Toloka, so that it may be 502 or 504. */
  asksToloka?: true;
  /** The successful statuses, the usual one first. */
  statuses: readonly [number, ...number[]];
}
