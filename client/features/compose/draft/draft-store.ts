import { useSyncExternalStore } from "react";
import { v4 as uuid } from "uuid";
import type { PoolShelf } from "../../../stored.ts";
import { buildParameters } from "../form/build-task.ts";
import type { Composed, ComposedStore } from "../form/composed.ts";
import { contentFingerprint, type Draft, forgetSent, type Identity, identify, markSent, renew } from "./identity.ts";

export const freshIdentity = (): Identity => ({
  operation_id: uuid(),
  own_id: false,
  content: "",
  sent: [],
  replaces: null,
  gone: {},
});

/** What the page shows of a draft. */
export interface DraftState {
  operation_id: string;
  /** The submission that the task in the form replaces; stored with the draft, and cleared with it. */
  replaces: string | null;
  /** What the stored draft held for fields that are gone, by their ids, until it has been read. */
  gone: Readonly<Record<string, string>>;
  /** `null`: nothing to keep yet; `false`: this device does not let us. */
  kept: boolean | null;
}

export interface DraftStore {
  get(): DraftState;
  subscribe(listener: () => void): () => void;
  /** Follows the form until the returned function is called. */
  start(): () => void;
  /** Of what is in the form: the task and how it is created. */
  fingerprint(): string;
  /** Whether that is what is in the form, and what it replaces. */
  holds(fingerprint: string, replaces: string | null): boolean;
  /** The identity of the content as it is now, marked as sent and stored before anything leaves. */
  send(): { operation_id: string; fingerprint: string; replaces: string | null };
  /** The server has what was sent under this id. */
  arrived(operationId: string): void;
  /** The content as it is was refused for good: the same content again needs another id. The draft stays. */
  refused(): void;
  /** The content as it is needs no keeping: it exists, or the form is fresh. The same content again is another task. */
  settle(): void;
  /** From now on the task in the form replaces this submission, or none. */
  replace(operationId: string | null): void;
  dropGone(): void;
  ownId(id: string): void;
  newId(): void;
}

/** Identifies a task and how it is created, without the id that it goes under. */
function fingerprintOf(composed: Composed, replaces: string | null): string {
  const { operation_id: _id, ...how } = buildParameters(composed.form, "");
  return contentFingerprint({ task: composed.json, how: { ...how } as Record<string, boolean>, replaces });
}

/**
 * Keeps what is typed on this device, with the operation id that belongs to it and the submission that it replaces.
 * `identity` is the draft's own from here on; others read it.
 */
export function draftStore(given: {
  composed: ComposedStore;
  shelf: PoolShelf;
  identity: { current: Identity };
}): DraftStore {
  const { composed, shelf, identity } = given;
  const listeners = new Set<() => void>();
  /** The content that needs no keeping: a blank form, or one whose task exists. */
  let settled: string | null = null;
  let kept: boolean | null = null;
  let shown = stateOf();

  function stateOf(): DraftState {
    const { operation_id, replaces, gone } = identity.current;
    return { operation_id, replaces, gone, kept };
  }
  function show(): void {
    const next = stateOf();
    const same = (Object.keys(next) as (keyof DraftState)[]).every((key) => next[key] === shown[key]);
    if (same) return;
    shown = next;
    for (const listener of listeners) listener();
  }
  const fingerprint = () => fingerprintOf(composed.get(), null);
  const content = () => fingerprintOf(composed.get(), identity.current.replaces);
  const save = () => {
    const draft: Draft = { ...identity.current, form: composed.get().form, saved_at: Date.now() };
    kept = shelf.write("draft", draft);
  };
  const follow = () => {
    const now = content();
    settled ??= shelf.read("draft") === null ? now : "";
    identity.current = identify(identity.current, now, uuid);
    if (now !== settled) save();
    else kept = null;
    show();
  };
  const become = (next: Identity) => {
    identity.current = next;
    show();
  };
  return {
    get: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      follow();
      const stop = composed.subscribe(follow);
      // The last letters before a page goes are kept too.
      const leave = () => composed.refresh();
      window.addEventListener("pagehide", leave);
      return () => {
        stop();
        window.removeEventListener("pagehide", leave);
      };
    },
    fingerprint,
    holds: (other, replaces) => fingerprint() === other && identity.current.replaces === replaces,
    send() {
      identity.current = markSent(identify(identity.current, content(), uuid));
      save();
      show();
      const { operation_id, replaces } = identity.current;
      return { operation_id, fingerprint: fingerprint(), replaces };
    },
    arrived(operationId) {
      identity.current = forgetSent(identity.current, operationId);
      if (shelf.read("draft") !== null) save();
      show();
    },
    refused() {
      identity.current = renew(identity.current, uuid);
      save();
      show();
    },
    settle() {
      identity.current = { ...freshIdentity(), gone: identity.current.gone };
      settled = content();
      identity.current = { ...identity.current, content: settled };
      shelf.remove("draft");
      kept = null;
      show();
    },
    replace(operationId) {
      if (identity.current.replaces === operationId) return;
      become({ ...identity.current, replaces: operationId });
      composed.refresh();
    },
    dropGone() {
      become({ ...identity.current, gone: {} });
      if (shelf.read("draft") !== null) save();
    },
    ownId(id) {
      become({ ...identity.current, operation_id: id.trim().toLowerCase(), own_id: true });
      composed.refresh();
    },
    newId() {
      become(renew(identity.current, uuid));
      composed.refresh();
    },
  };
}

/** One member of it. The component is drawn again when that changes only. */
export const useDraftMember = <Name extends keyof DraftState>(store: DraftStore, name: Name): DraftState[Name] =>
  useSyncExternalStore(store.subscribe, () => store.get()[name]);

export const useDraft = (store: DraftStore): DraftState => useSyncExternalStore(store.subscribe, store.get);
