import { useCallback, useEffect, useRef, useState } from "react";
import { v4 as uuid } from "uuid";
import { buildParameters } from "./build-task.ts";
import type { Composed, ComposedStore } from "./composed.ts";
import { contentMark, type Draft, type Identity, identify, markSent, renew } from "./draft.ts";
import type { Shelf } from "./draft-storage.ts";

export const freshIdentity = (): Identity => ({ operation_id: uuid(), own_id: false, content: "", sent: [], gone: {} });

/** Marks what would be created: the task and how, without the id that it goes under. */
function markOf(composed: Composed, replaces: string | null): string {
  const { operation_id: _id, ...how } = buildParameters(composed.form, "");
  return contentMark({ task: composed.json, how: { ...how } as Record<string, boolean>, replaces });
}

export interface DraftKeeper {
  operationId: string;
  /** `null`: nothing to keep yet; `false`: this device does not let us. */
  kept: boolean | null;
  /** The identity of the content as it stands now, marked as sent and stored before anything leaves. */
  sending(): { operation_id: string; mark: string };
  /** The content as it stands was refused for good: the same content again needs another id. The draft stays. */
  refused(): void;
  /** The content as it stands needs no keeping: it exists, or the form is fresh. The same content again is another task. */
  settle(): void;
  /** What a stored draft held for fields that are gone has been read. */
  dropGone(): void;
  ownId(id: string): void;
  newId(): void;
  mark(): string;
}

/** Keeps what is typed on this device, with the operation id that belongs to it. */
export function useDraft(given: {
  store: ComposedStore;
  shelf: Shelf;
  identity: React.RefObject<Identity>;
  replaces: string | null;
}): DraftKeeper {
  const { store, shelf, identity, replaces } = given;
  const [operationId, setOperationId] = useState(identity.current.operation_id);
  const [kept, setKept] = useState<boolean | null>(null);
  /** The content that needs no keeping: a blank form, or one whose task exists. */
  const settled = useRef<string | null>(null);
  const mark = useCallback(() => markOf(store.get(), replaces), [store, replaces]);
  const adopt = useCallback(
    (next: Identity) => {
      identity.current = next;
      setOperationId(next.operation_id);
    },
    [identity],
  );
  const save = useCallback(() => {
    const draft: Draft = { ...identity.current, form: store.get().form, saved_at: Date.now(), replaces };
    setKept(shelf.write("draft", draft));
  }, [identity, store, shelf, replaces]);
  const follow = useCallback(() => {
    const now = mark();
    settled.current ??= shelf.read("draft") === null ? now : "";
    adopt(identify(identity.current, now, uuid));
    if (now !== settled.current) save();
    else setKept(null);
  }, [mark, adopt, identity, save, shelf]);
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
  return {
    operationId,
    kept,
    mark,
    sending() {
      const now = mark();
      adopt(markSent(identify(identity.current, now, uuid)));
      save();
      return { operation_id: identity.current.operation_id, mark: now };
    },
    refused() {
      adopt(renew(identity.current, uuid));
      save();
    },
    settle() {
      settled.current = mark();
      adopt({ ...freshIdentity(), content: settled.current });
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
