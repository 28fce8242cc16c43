import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import type { PoolWithProject, Session } from "../../../shared/api/routes.ts";
import { isTraining } from "../../../shared/pool-check/verdict.ts";
import { upstreamKey } from "../../../shared/upstream-key.ts";
import { dateAndTime } from "../../parts/clock.ts";
import type { Composer } from "./composer-context.ts";
import { type Pins, readDraft, readPins, type Shelf, shelfOf } from "./draft/stored-forms.ts";
import { type DraftKeeper, freshIdentity, useDraft } from "./draft/use-draft.ts";
import { linkedAddresses } from "./fill/linked-addresses.ts";
import { compose, composedStore } from "./form/composed.ts";
import { blankForm, type Specs, type TaskForm } from "./form/task-form.ts";

/** Something that happened to the form as a whole; `undo` restores the former content. */
export interface Notice {
  said: string;
  undo?: () => void;
}

export interface ComposerState {
  composer: Composer;
  draft: DraftKeeper;
  notice: Notice | null;
  /** What the stored draft held for fields that are gone. */
  gone: Record<string, string>;
  dropGone: () => void;
  setNotice: (notice: Notice | null) => void;
  setTried: (tried: boolean) => void;
  /** A fresh form that keeps what is pinned and how tasks are made. */
  startNext: () => void;
}

/** The form of one pool: its state, its draft on this device, and the steps that change it as a whole. */
export function useComposerState({ pool, project }: PoolWithProject, session: Session): ComposerState {
  const specs: Specs = project.task_spec;
  const [shelf] = useState(() => shelfOf(deviceStorage(), upstreamKey(session.toloka), pool.id));
  const [linked] = useState(() => linkedAddresses(shelf));
  const [pins, setPins] = useState(() => readPins(shelf));
  const [stored] = useState(() => readDraft(shelf, specs));
  const [notice, setNotice] = useState<Notice | null>(() =>
    stored === null ? null : { said: `Draft of ${dateAndTime(stored.saved_at)} restored: it is kept on this device.` },
  );
  const [gone, setGone] = useState(stored?.gone ?? {});
  const [tried, setTried] = useState(false);
  const fresh = useCallback(
    (keep: TaskForm | null, pinned: Pins) => freshForm(specs, isTraining(pool), keep, pinned),
    [specs, pool],
  );
  const form = useForm<TaskForm>({ defaultValues: (stored?.form ?? fresh(null, pins)) as never });
  const identity = useRef(stored ?? freshIdentity());
  const [store] = useState(() =>
    composedStore(form, (values) => compose(values, pool.id, specs, identity.current.operation_id)),
  );
  useEffect(() => store.start(), [store]);
  const draft = useDraft({ store, shelf, identity });
  const put = useCallback(
    (next: TaskForm) => {
      form.reset(next as never);
      setTried(false);
      store.refresh();
    },
    [form, store],
  );
  const fill = useCallback(
    (next: TaskForm, said: string | null) => {
      const before = structuredClone(form.getValues());
      const { replaces } = identity.current;
      const undo = () => {
        put(before);
        draft.replace(replaces);
        setNotice(null);
      };
      put(next);
      setNotice(said === null ? null : { said, undo });
    },
    [form, put, draft.replace],
  );
  const togglePin = useCallback(
    (step: string) => setPins((before) => storePins(shelf, toggled(before, step, form.getValues()))),
    [form, shelf],
  );
  const startNext = useCallback(() => {
    const now = form.getValues();
    const kept = Object.fromEntries(Object.keys(pins).map((step) => [step, now.input[step] ?? pins[step]!]));
    setPins(storePins(shelf, kept));
    setNotice(null);
    put(fresh(now, kept));
  }, [form, pins, shelf, put, fresh]);
  const composer: Composer = useMemo(
    () => ({ form, pool, project, specs, composed: store, shelf, linked, tried, pins, togglePin, fill }),
    [form, pool, project, specs, store, shelf, linked, tried, pins, togglePin, fill],
  );
  const dropGone = (): void => {
    setGone({});
    draft.dropGone();
  };
  return { composer, draft, notice, setNotice, gone, dropGone, setTried, startNext };
}

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

function toggled(pins: Pins, step: string, form: TaskForm): Pins {
  const { [step]: pinned, ...others } = pins;
  return pinned === undefined ? { ...pins, [step]: form.input[step] ?? "" } : others;
}

function storePins(shelf: Shelf, pins: Pins): Pins {
  shelf.write("pins", pins);
  return pins;
}

function deviceStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
