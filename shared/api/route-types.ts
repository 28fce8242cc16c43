import type * as z from "zod/mini";
import type { RouteName, routes } from "./routes.ts";

type Routes = typeof routes;

type Part<
  N extends RouteName,
  K extends "params" | "query" | "body",
  In extends "input" | "output",
> = Routes[N] extends {
  [P in K]: infer S extends z.ZodMiniType;
}
  ? { [P in K]: In extends "input" ? z.input<S> : z.output<S> }
  : unknown;

/** What a handler gets: params, query and body as their schemas return them. */
export type Checked<N extends RouteName> = Part<N, "params", "output"> &
  Part<N, "query", "output"> &
  Part<N, "body", "output">;
/** What a caller sends. */
export type Asked<N extends RouteName> = Part<N, "params", "input"> &
  Part<N, "query", "input"> &
  Part<N, "body", "input">;
export type Answered<N extends RouteName> = z.output<Routes[N]["answer"]>;
