import { useCallback, useEffect, useRef, useState } from "react";
import { v4 as uuid } from "uuid";
import { buildParameters } from "../form/build-task.ts";
import type { Composed, ComposedStore } from "../form/composed.ts";
import { contentMark, type Draft, type Identity, identify, markSent, renew } from "./identity.ts";
import type { Shelf } from "./stored-forms.ts";

export const freshIdentity = (): Identity => ({
  operation_id: uuid(),
  own_id: false,
  content: "",
  sent: [],
  replaces: null,
  gone: {},
});

/** Marks a task and how it is created, without the id that it goes under. */
function markOf(composed: Composed, replaces: string | null): string {
  const { operation_id: _id, ...how } = buildParameters(composed.form, "");
  return contentMark({ task: composed.json, how: { ...how } as Record<string, boolean>, replaces });
}

export interface DraftKeeper {
  operationId: string;
  /** The submission that the task in the form replaces; stored with the draft, and cleared with it. */
  replaces: string | null;
  /** `null`: nothing to keep yet; `false`: this device does not let us. */
  kept: boolean | null;
  /** The identity of the content as it stands now, marked as sent and stored before anything leaves. */
  sending(): { operation_id: string; mark: string; replaces: string | null };
  /** The content as it stands was refused for good: the same content again needs another id. The draft stays. */
  refused(): void;
  /** The content as it stands needs no keeping: it exists, or the form is fresh. The same content again is another task. */
  settle(): void;
  /** From now on the task in the form replaces this submission, or none. */
  replace(operationId: string | null): void;
  /** What a stored draft held for fields that are gone has been read. */
  dropGone(): void;
  ownId(id: string): void;
  newId(): void;
  /** Of what stands in the form: the task and how it is created. */
  mark(): string;
  /** Whether that is what stands in the form, and what it replaces. */
  holds(mark: string, replaces: string | null): boolean;
}

/** Keeps what is typed on this device, with the operation id that belongs to it and the submission that it replaces. */
export function useDraft(given: {
  store: ComposedStore;
  shelf: Shelf;
  identity: React.RefObject<Identity>;
}): DraftKeeper {
  const { store, shelf, identity } = given;
  const [operationId, setOperationId] = useState(identity.current.operation_id);
  const [replaces, setReplaces] = useState(identity.current.replaces);
  const [kept, setKept] = useState<boolean | null>(null);
  /** The content that needs no keeping: a blank form, or one whose task exists. */
  const settled = useRef<string | null>(null);
  const mark = useCallback(() => markOf(store.get(), null), [store]);
  const content = useCallback(() => markOf(store.get(), identity.current.replaces), [store, identity]);
  const holds = useCallback(
    (other: string, replaced: string | null) => mark() === other && identity.current.replaces === replaced,
    [mark, identity],
  );
  const adopt = useCallback(
    (next: Identity) => {
      identity.current = next;
      setOperationId(next.operation_id);
      setReplaces(next.replaces);
    },
    [identity],
  );
  const save = useCallback(() => {
    const draft: Draft = { ...identity.current, form: store.get().form, saved_at: Date.now() };
    setKept(shelf.write("draft", draft));
  }, [identity, store, shelf]);
  const follow = useCallback(() => {
    const now = content();
    settled.current ??= shelf.read("draft") === null ? now : "";
    adopt(identify(identity.current, now, uuid));
    if (now !== settled.current) save();
    else setKept(null);
  }, [content, adopt, identity, save, shelf]);
  useEffect(() => {
    follow();
    const stop = store.subscribe(follow);
    // The last letters before a page goes are kept too.
    const leave = () => store.refresh();
    window.addEventListener("pagehide", leave);
    return () => {
      stop();
      window.removeEventListener("pagehide", leave);
    };
  }, [store, follow]);
  const replace = useCallback(
    (operationId: string | null) => {
      if (identity.current.replaces === operationId) return;
      adopt({ ...identity.current, replaces: operationId });
      store.refresh();
    },
    [adopt, identity, store],
  );
  return {
    operationId,
    replaces,
    kept,
    mark,
    holds,
    replace,
    sending() {
      const now = content();
      adopt(markSent(identify(identity.current, now, uuid)));
      save();
      const { operation_id, replaces } = identity.current;
      return { operation_id, mark: mark(), replaces };
    },
    refused() {
      adopt(renew(identity.current, uuid));
      save();
    },
    settle() {
      adopt(freshIdentity());
      settled.current = content();
      adopt({ ...identity.current, content: settled.current });
      shelf.remove("draft");
      setKept(null);
    },
    dropGone() {
      adopt({ ...identity.current, gone: {} });
      if (shelf.read("draft") !== null) save();
    },
    ownId(id) {
      adopt({ ...identity.current, operation_id: id.trim().toLowerCase(), own_id: true });
      store.refresh();
    },
    newId() {
      adopt(renew(identity.current, uuid));
      store.refresh();
    },
  };
}
