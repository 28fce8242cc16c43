import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A span as a collector gets it. */
export interface CollectedSpan {
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  attributes: Record<string, string | number>;
  failed: boolean;
  links: { traceId: string; spanId: string }[];
}

export interface Collector {
  url: string;
  spans(): CollectedSpan[];
  /** Everything that was received, with the headers. */
  received(): string;
  /** Answers nothing any more. */
  hang(): void;
  close(): Promise<void>;
}

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number };
}

/** OTLP in JSON, as far as it is read here: https://opentelemetry.io/docs/specs/otlp/ */
interface Payload {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: {
      spans: (Omit<CollectedSpan, "attributes" | "failed" | "service" | "links"> & {
        attributes: Attribute[];
        status: { code?: number };
        links?: CollectedSpan["links"];
      })[];
    }[];
  }[];
}
const FAILED = 2;

const valuesOf = (attributes: Attribute[]): CollectedSpan["attributes"] =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? ""]));

/** A collector of traces on a free port of 127.0.0.1, which takes OTLP in JSON. */
export async function startCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  let received = "";
  let hangs = false;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    received += `${request.url} ${JSON.stringify(request.headers)}\n${body}\n`;
    if (hangs) return;
    for (const { resource, scopeSpans } of (JSON.parse(body) as Payload).resourceSpans) {
      const service = String(valuesOf(resource.attributes)["service.name"]);
      for (const { attributes, status, links = [], ...span } of scopeSpans.flatMap((scope) => scope.spans))
        spans.push({ ...span, service, attributes: valuesOf(attributes), failed: status.code === FAILED, links });
    }
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: () => spans,
    received: () => received,
    hang: () => {
      hangs = true;
    },
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
