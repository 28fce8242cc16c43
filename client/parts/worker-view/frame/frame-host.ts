import {
  type FromFrame,
  isReady,
  LONGEST_MESSAGE,
  readFromFrame,
  type ToFrame,
  type Told,
  writeMessage,
} from "../../../worker-view/messages.ts";
import { keepFocusFrom } from "./keep-focus.ts";

/** Why a frame was removed: it never started, stopped answering, told more than the page can read, or took the focus from the form. */
export type Gone = "not-started" | "silent" | "flood" | "focus";

export interface FrameEvents {
  ready(): void;
  told(message: Told): void;
  gone(why: Gone): void;
}

export interface FrameHost {
  /** `false` if the message is too long to be sent. */
  send(message: ToFrame): boolean;
  remove(): void;
}

const PING_MS = 1000;
/** So many pings without an answer, and the frame is removed. */
const MOST_UNANSWERED = 3;
const START_MS = 10_000;
/** What a frame may tell between two pings. */
const MOST_MESSAGES = 500;
const MOST_TEXT = 4 * LONGEST_MESSAGE;

/**
 * Shows a document of the worker's view in `place` and talks to it. What is inside is not trusted: it has no origin, is told
 * values only, and is removed when it no longer answers, floods the page, or keeps taking the focus.
 */
export function startFrame(place: HTMLElement, address: string, title: string, events: FrameEvents): FrameHost {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.referrerPolicy = "no-referrer";
  frame.title = title;
  frame.src = address;
  const { port1: port, port2 } = new MessageChannel();
  let started = false;
  let unanswered = 0;
  let messages = 0;
  let characters = 0;

  const remove = () => {
    clearInterval(pings);
    clearTimeout(start);
    window.removeEventListener("message", fromWindow);
    stopKeeping();
    port.onmessage = null;
    port.close();
    frame.remove();
  };
  const end = (why: Gone) => {
    remove();
    events.gone(why);
  };
  /** Whether this message is one too many. */
  const floods = (data: unknown): boolean => {
    messages += 1;
    characters += typeof data === "string" ? data.length : 1;
    if (messages <= MOST_MESSAGES && characters <= MOST_TEXT) return false;
    end("flood");
    return true;
  };
  const send = (message: ToFrame): boolean => {
    const text = writeMessage(message);
    if (text === null) return false;
    port.postMessage(text);
    return true;
  };
  const fromWindow = ({ source, data }: MessageEvent) => {
    if (source === null || source !== frame.contentWindow || floods(data) || started || !isReady(data)) return;
    started = true;
    clearTimeout(start);
    // The document has no origin that could be named; the port goes to this window alone.
    frame.contentWindow?.postMessage("", "*", [port2]);
    events.ready();
  };
  port.onmessage = ({ data }) => {
    if (floods(data)) return;
    const message: FromFrame | null = readFromFrame(data);
    if (message === null) return;
    if (message.kind === "pong") unanswered = 0;
    else events.told(message);
  };
  const ping = () => {
    messages = 0;
    characters = 0;
    if (!started) return;
    if (unanswered >= MOST_UNANSWERED) return end("silent");
    unanswered += 1;
    send({ kind: "ping" });
  };
  const pings = setInterval(ping, PING_MS);
  const start = setTimeout(() => end("not-started"), START_MS);
  const stopKeeping = keepFocusFrom(frame, () => end("focus"));
  window.addEventListener("message", fromWindow);
  place.replaceChildren(frame);
  return { send, remove };
}
