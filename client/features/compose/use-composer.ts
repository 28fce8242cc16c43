import { useCallback, useEffect, useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import type { PoolWithProject, Session } from "../../../shared/api/routes.ts";
import { isTraining } from "../../../shared/pool-check/verdict.ts";
import { upstreamKey } from "../../../shared/upstream-key.ts";
import { wordsNow } from "../../language.ts";
import { dateAndTime } from "../../parts/clock.ts";
import { type PoolShelf, poolShelf } from "../../stored.ts";
import type { Composer } from "./composer-context.ts";
import { draftStore, freshIdentity } from "./draft/draft-store.ts";
import { type Pins, pinStore } from "./draft/pins.ts";
import { readDraft } from "./draft/stored-forms.ts";
import { linkedAddresses } from "./fill/linked-addresses.ts";
import { useSeveral } from "./fill/several/use-several.ts";
import { compose, composedStore } from "./form/composed.ts";
import { blankForm, type Specs, type TaskForm } from "./form/task-form.ts";
import { words } from "./words.ts";

/** Something that happened to the form as a whole; `undo` restores the former content. */
export interface Notice {
  said: string;
  undo?: () => void;
}

export interface ComposerState {
  composer: Composer;
  several: ReturnType<typeof useSeveral>;
  notice: Notice | null;
  setNotice: (notice: Notice | null) => void;
  setTried: (tried: boolean) => void;
  /** This device had a draft. */
  restored: boolean;
  /** A fresh form that keeps what is pinned and how tasks are made. */
  startNext: () => void;
}

/** The form of one pool: its state, its draft on this device, and the steps that change it as a whole. */
export function useComposerState({ pool, project }: PoolWithProject, session: Session): ComposerState {
  const specs: Specs = project.task_spec;
  const [stored] = useState(() => readDevice(poolShelf(upstreamKey(session.toloka), pool.id), specs));
  const { shelf, linked, pins } = stored;
  const [notice, setNotice] = useState<Notice | null>(() =>
    stored.draft === null ? null : { said: wordsNow(words).toolbar.draftRestored(dateAndTime(stored.draft.saved_at)) },
  );
  const [tried, setTried] = useState(false);
  const fresh = useCallback(
    (keep: TaskForm | null) => freshForm(specs, isTraining(pool), keep, pins.get()),
    [specs, pool, pins],
  );
  const form = useForm<TaskForm>({ defaultValues: (stored.draft?.form ?? fresh(null)) as never });
  const [{ composed, draft }] = useState(() => {
    const identity = { current: stored.draft ?? freshIdentity() };
    const composed = composedStore(form, (values) => compose(values, pool.id, specs, identity.current.operation_id));
    return { composed, draft: draftStore({ composed, shelf, identity }) };
  });
  useEffect(() => composed.start(), [composed]);
  useEffect(() => draft.start(), [draft]);
  const put = useCallback(
    (next: TaskForm) => {
      form.reset(next as never);
      setTried(false);
      composed.refresh();
    },
    [form, composed],
  );
  const fill = useCallback(
    (next: TaskForm, said: string | null) => {
      const before = structuredClone(form.getValues());
      const { replaces } = draft.get();
      const undo = () => {
        put(before);
        draft.replace(replaces);
        setNotice(null);
      };
      put(next);
      setNotice(said === null ? null : { said, undo });
    },
    [form, put, draft],
  );
  const several = useSeveral(pool.id, form.getValues);
  const { offer: offerSeveral } = several;
  const togglePin = useCallback((step: string) => pins.toggle(step, form.getValues().input[step] ?? ""), [form, pins]);
  const startNext = useCallback(() => {
    const now = form.getValues();
    pins.keep(now.input);
    setNotice(null);
    put(fresh(now));
  }, [form, pins, put, fresh]);
  const composer: Composer = useMemo(
    () => ({ form, pool, project, specs, composed, draft, pins, shelf, linked, tried, togglePin, offerSeveral, fill }),
    [form, pool, project, specs, composed, draft, pins, shelf, linked, tried, togglePin, offerSeveral, fill],
  );
  return { composer, several, notice, setNotice, setTried, restored: stored.draft !== null, startNext };
}

/** What this device keeps of one pool's form. */
const readDevice = (shelf: PoolShelf, specs: Specs) => ({
  shelf,
  linked: linkedAddresses(shelf),
  pins: pinStore(shelf),
  draft: readDraft(shelf, specs),
});

/** A blank form with the pinned values; of the last task its kind, its overlap and its mode stay. */
function freshForm(specs: Specs, training: boolean, keep: TaskForm | null, pinned: Pins): TaskForm {
  const blank = blankForm(specs, training);
  const known = Object.entries(pinned).filter(([step]) => Object.hasOwn(blank.input, step));
  const kept =
    keep === null
      ? {}
      : { kind: keep.kind, overlap: keep.overlap, overlap_number: keep.overlap_number, async_mode: keep.async_mode };
  return { ...blank, ...kept, input: { ...blank.input, ...Object.fromEntries(known) } };
}
