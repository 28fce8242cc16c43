import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  trace as inContext,
  type Link,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
} from "@opentelemetry/api";
import { ExportResultCode, parseKeyPairsIntoRecord as parsed, W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import type { Log } from "../log.ts";
import type { SpanAttributes, SpanStart, Trace } from "./trace.ts";

/** How long a stop waits for the last spans to be sent, in milliseconds. */
const FLUSH_MS = 2_000;

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };

/** A span that is under way. After its end it is no parent: timers and loops keep the storage of who started them. */
interface Current {
  context: Context;
  ended: boolean;
}

/**
 * Sends spans to an OpenTelemetry collector, as OTLP in JSON. The libraries read the standard variables themselves
 * (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/). The only module that knows them.
 * `headers`: the text of `OTEL_EXPORTER_OTLP_HEADERS`, which may change; null: none. `close` sends what is left, for at most two seconds.
 */
export function openOtlpTraces(
  version: string,
  headers: (() => string) | null,
  log: Log,
): { trace: Trace; close(): Promise<void> } {
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "task-desk", "service.version": version }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(loggingFailures(new OTLPTraceExporter(withHeaders(headers)), log))],
  });
  const tracer = provider.getTracer("task-desk", version);
  const propagator = new W3CTraceContextPropagator();
  const storage = new AsyncLocalStorage<Current>();
  const current = (): Context | null => {
    const found = storage.getStore();
    return found === undefined || found.ended ? null : found.context;
  };

  /** Where a span belongs, and what it is linked to; null: it is not recorded. */
  function placeOf(parent: SpanStart["parent"]): { context: Context; links: Link[] } | null {
    if (typeof parent === "object")
      return { context: propagator.extract(ROOT_CONTEXT, parent, defaultTextMapGetter), links: [] };
    const context = current();
    if (parent === "only-current") return context && { context, links: [] };
    if (parent === "current") return { context: context ?? ROOT_CONTEXT, links: [] };
    const linked = parent === "linked" && context !== null ? inContext.getSpanContext(context) : undefined;
    return { context: ROOT_CONTEXT, links: linked === undefined ? [] : [{ context: linked }] };
  }

  const trace: Trace = {
    async span({ name, kind, parent, attributes }, work) {
      const place = placeOf(parent);
      if (place === null) return work(() => {});
      const { context, links } = place;
      const span = tracer.startSpan(name, { kind: KINDS[kind], attributes: given(attributes), links }, context);
      const here: Current = { context: inContext.setSpan(context, span), ended: false };
      const fail = () => span.setStatus({ code: SpanStatusCode.ERROR });
      try {
        return await storage.run(here, work, (end) => {
          span.setAttributes(given(end.attributes));
          if (end.name !== undefined) span.updateName(end.name);
          if (end.failed) fail();
        });
      } catch (error) {
        // Without its message, which may quote what was sent.
        fail();
        throw error;
      } finally {
        here.ended = true;
        span.end();
      }
    },
    traceparent() {
      const context = current();
      if (context === null) return null;
      const headers: { traceparent?: string } = {};
      propagator.inject(context, headers, defaultTextMapSetter);
      return headers.traceparent ?? null;
    },
  };
  const close = async (): Promise<void> => {
    await Promise.race([provider.shutdown().catch(() => {}), sleep(FLUSH_MS, undefined, { ref: false })]);
  };
  return { trace, close };
}

/** As the libraries combine them: headers for traces alone come first. */
const withHeaders = (headers: (() => string) | null) =>
  headers === null
    ? {}
    : { headers: async () => ({ ...parsed(headers()), ...parsed(process.env.OTEL_EXPORTER_OTLP_TRACES_HEADERS) }) };

/** A copy, as the libraries' type has it. */
const given = (attributes: SpanAttributes): Record<string, string | number> => ({ ...attributes });

/** Logs that spans can't be sent, and that they can again, once each. */
function loggingFailures(exporter: SpanExporter, log: Log): SpanExporter {
  let failing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.code !== ExportResultCode.SUCCESS;
        // The code alone: the message may quote the collector's answer.
        const { code, name } = (result.error ?? {}) as { code?: string | number; name?: string };
        if (failed && !failing) log("warn", "Traces can't be sent to the collector", { reason: code ?? name });
        if (!failed && failing) log("info", "Traces are sent to the collector again");
        failing = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
