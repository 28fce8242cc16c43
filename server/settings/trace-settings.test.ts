import { expect, it } from "vitest";
import { readSettings } from "./config.ts";

const read = (env: Record<string, string>) => readSettings(env, () => {});
const COLLECTOR = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" };

it.each<[Record<string, string>, { toToloka: boolean } | null]>([
  [{}, null],
  [{ OTEL_SERVICE_NAME: "desk", OTEL_TRACES_SAMPLER: "always_on" }, null],
  [COLLECTOR, { toToloka: false }],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://collector.example/v1/traces" }, { toToloka: false }],
  [
    { ...COLLECTOR, OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.1" },
    { toToloka: false },
  ],
  [{ ...COLLECTOR, TOLOKA_TRACEPARENT: "on" }, { toToloka: true }],
  [{ ...COLLECTOR, OTEL_SDK_DISABLED: "true" }, null],
  [{ ...COLLECTOR, OTEL_TRACES_EXPORTER: "none" }, null],
])("%j: traces %j", (env, traces) => {
  expect(read(env)).toMatchObject({ settings: { traces } });
});

it.each([
  ["OTEL_EXPORTER_OTLP_ENDPOINT", "127.0.0.1:4318"],
  ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "grpc://127.0.0.1:4317"],
  ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"],
  ["OTEL_TRACES_EXPORTER", "zipkin"],
  ["OTEL_TRACES_SAMPLER", "sometimes"],
  ["OTEL_TRACES_SAMPLER_ARG", "1.5"],
  ["OTEL_SDK_DISABLED", "yes"],
  ["TOLOKA_TRACEPARENT", "1"],
])("%s=%s stops the start, with what it may be", (name, value) => {
  expect(read({ ...COLLECTOR, [name]: value })).toEqual({
    faults: [expect.stringContaining(`${name} was "${value}"; it may be `)],
  });
});
