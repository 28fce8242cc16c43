import { createContext, useContext, useSyncExternalStore } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { Pool, Project } from "../../../shared/toloka.ts";
import type { PoolShelf } from "../../stored.ts";
import type { DraftStore } from "./draft/draft-store.ts";
import type { PinStore } from "./draft/pins.ts";
import type { LinkedAddresses } from "./fill/linked-addresses.ts";
import type { SeveralTasks } from "./fill/several/several-tasks.ts";
import type { Composed, ComposedStore } from "./form/composed.ts";
import type { Specs, TaskForm } from "./form/task-form.ts";

/** What the parts of the form share, without what is typed, so that it seldom changes. */
export interface Composer {
  form: UseFormReturn<TaskForm>;
  pool: Pool;
  project: Project;
  specs: Specs;
  composed: ComposedStore;
  draft: DraftStore;
  pins: PinStore;
  shelf: PoolShelf;
  linked: LinkedAddresses;
  /** "Create" was pressed: every field shows its problem. */
  tried: boolean;
  togglePin: (step: string) => void;
  /** Shows several pasted tasks, or opens them as a table. */
  offerSeveral: (several: SeveralTasks) => void;
  /** Replaces the content of the form, which can be undone. `said`: what happened, for the operator. */
  fill: (form: TaskForm, said: string | null) => void;
}

export const ComposerContext = createContext<Composer | null>(null);

export function useComposer(): Composer {
  const composer = useContext(ComposerContext);
  if (composer === null) throw new Error("outside of a composer");
  return composer;
}

/**
 * A part of the task in the form as last composed: a member or text, not an object made here. The component is drawn again
 * when that part changes only.
 */
export function useComposedPart<Part>(select: (composed: Composed) => Part): Part {
  const { composed } = useComposer();
  return useSyncExternalStore(composed.subscribe, () => select(composed.get()));
}

/** The task in the form as last composed. The component is drawn again whenever it changes. */
export function useComposed(): Composed {
  const { composed } = useComposer();
  return useSyncExternalStore(composed.subscribe, composed.get);
}
