import type { JsonObject } from "../../../shared/values/json.ts";
import {
  type DrawnView,
  type FromFrame,
  type Given,
  MESSAGES_VERSION,
  readToFrame,
  type ToFrame,
  type Told,
  writeMessage,
} from "../messages.ts";

export type Draw = (root: HTMLElement, given: Given, tell: (told: Told) => void) => DrawnView;

/**
 * Connects this document with the page that shows it: says that it is ready, takes a port from the first answer, and draws
 * what the port brings. Afterwards only the port is listened to.
 */
export function connect(draw: Draw): void {
  withoutPeerConnections();
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  const first = (event: MessageEvent) => {
    const [port] = event.ports;
    if (event.source !== window.parent || port === undefined) return;
    window.removeEventListener("message", first);
    serve(port, root, draw);
  };
  window.addEventListener("message", first);
  // The page's origin is not known here, and this says nothing that others may not know.
  window.parent.postMessage(writeMessage({ kind: "ready", version: MESSAGES_VERSION }), "*");
}

function serve(port: MessagePort, root: HTMLElement, draw: Draw): void {
  let view: DrawnView | null = null;
  /** Values that were not drawn yet: of several messages that wait, only the last one is. */
  let waiting: JsonObject | null = null;
  const drawInput = () => {
    const values = waiting;
    waiting = null;
    if (values !== null) view?.input(values);
  };
  const send = (message: FromFrame) => {
    const text = writeMessage(message) ?? writeMessage(failure(new Error("The answer is longer than 1 MiB.")));
    port.postMessage(text);
  };
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      send(failure(error));
    }
  };
  const take = (message: ToFrame) => {
    if (message.kind === "ping") return send({ kind: "pong" });
    if (message.kind === "input") {
      if (waiting === null) setTimeout(() => guarded(drawInput));
      waiting = message.input_values;
      return;
    }
    drawInput();
    if (message.kind === "show") {
      view?.remove();
      view = draw(root, message.given, send);
    } else if (message.kind === "answer") view?.answer(message.output_values);
    else view?.[message.kind]();
  };
  port.onmessage = ({ data }) => {
    const message = readToFrame(data);
    if (message !== null) guarded(() => take(message));
  };
  window.addEventListener("error", ({ error, message }) => send(failure(error ?? new Error(message))));
  window.addEventListener("unhandledrejection", ({ reason }) => send(failure(reason)));
  const height = () => send({ kind: "height", px: Math.ceil(document.body.getBoundingClientRect().height) });
  new ResizeObserver(height).observe(document.body);
}

const failure = (error: unknown): FromFrame => ({
  kind: "failed",
  text: (error instanceof Error ? error.message : String(error)).slice(0, 2000),
  where: "",
});

/** Not every browser's content policy forbids these, and they reach the network. */
function withoutPeerConnections(): void {
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "WebTransport"])
    Object.defineProperty(window, name, { value: undefined, writable: false, configurable: false });
}
