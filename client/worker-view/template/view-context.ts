import { type ComponentType, createContext, useContext } from "react";
import type { Template } from "../engine/template.ts";
import type { Drawn } from "../engine/tree.ts";
import type { Settings } from "./page/settings.ts";
import type { en } from "./words.en.ts";

export interface DrawingProps {
  part: Drawn;
  /** Ids of the elements that name the component and say what is wrong with it, where they are on the page. */
  ids: { label: string | undefined; error: string | undefined };
}

/** How a type of component is drawn. `ownLabel`: the drawing places label and hint itself. */
export interface Drawing {
  Draw: ComponentType<DrawingProps>;
  ownLabel?: true;
}

/** What the drawings of one view share. */
export interface View {
  template: Template;
  drawings: Readonly<Record<string, Drawing>>;
  settings: Settings;
  words: typeof en;
  /** The players on the page, by the key of their component, for the actions that start them. */
  players: Map<string, HTMLMediaElement>;
}

export const ViewContext = createContext<View | null>(null);

export function useView(): View {
  const view = useContext(ViewContext);
  if (view === null) throw new Error("A drawing stands outside its view.");
  return view;
}
