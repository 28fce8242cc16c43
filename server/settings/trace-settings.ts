import * as z from "zod/mini";
import { lineFault, type SecretSetting, type SecretSource } from "./secret.ts";

const SAMPLERS = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

const endpoint = [
  z.optional(z.string().check(z.refine((url) => /^https?:\/\//.test(url) && URL.canParse(url)))),
  "the URL of a collector of traces, e.g. http://127.0.0.1:4318",
] as const;
const protocol = [z.optional(z.literal("http/json")), "http/json"] as const;

/**
 * OpenTelemetry's own variables, as far as a wrong value would be ignored without a word. Its libraries read them and the others
 * themselves: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export const TRACE_VARIABLES = {
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol,
  OTEL_TRACES_EXPORTER: [z._default(z.enum(["otlp", "none"]), "otlp"), "otlp or none"],
  OTEL_TRACES_SAMPLER: [z.optional(z.enum(SAMPLERS)), SAMPLERS.join(", ")],
  OTEL_TRACES_SAMPLER_ARG: [
    z.optional(z.string().check(z.regex(/^(?:0(?:\.\d{1,9})?|1(?:\.0{1,9})?)$/))),
    "the share of traces that are kept, from 0 to 1, e.g. 0.1",
  ],
  OTEL_SDK_DISABLED: [z._default(z.enum(["true", "false"]), "false"), "true or false"],
  TOLOKA_TRACEPARENT: [z._default(z.enum(["on", "off"]), "off"), "on or off"],
} as const satisfies Record<string, readonly [z.ZodMiniType, string]>;

/** What the collector asks for. OpenTelemetry knows the variable, but not its file. */
export const TRACE_HEADERS: SecretSetting = {
  variable: "OTEL_EXPORTER_OTLP_HEADERS",
  mayBe: "headers, e.g. x-key=value, separated by commas",
  faultOf: lineFault,
};

type Values = { [N in keyof typeof TRACE_VARIABLES]: z.output<(typeof TRACE_VARIABLES)[N][0]> };

/** Whether traces are sent to a collector, and whether Toloka gets their ids. */
export interface TraceSettings {
  toToloka: boolean;
  /** The headers for the collector, as their variable has them; null: none. */
  headers: SecretSource | null;
}

/** Null: no traces, since no collector is set, or they are switched off. */
export function traceSettings(values: Values, headers: SecretSource | null): TraceSettings | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = values;
  const off = values.OTEL_TRACES_EXPORTER === "none" || values.OTEL_SDK_DISABLED === "true";
  return (all ?? own) === undefined || off ? null : { toToloka: values.TOLOKA_TRACEPARENT === "on", headers };
}
