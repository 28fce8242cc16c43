import { canonicalJson, type Json, type JsonObject } from "../../../../shared/values/json.ts";
import { answer, type Choices, offersOf, partsOf } from "../answering/person.ts";
import type { Template } from "../template.ts";
import { type MediaFault, mediaFault, mediaOf } from "./media.ts";

/** What people could make of a template. */
export interface Explored {
  /** Answers that the template accepts, and the choice that led to each; the first one chose what came first. */
  accepted: { output: JsonObject; choice: { place: string; value: Json } | null }[];
  /** Values that some field offered, by place, as canonical JSON. */
  offered: Map<string, Set<string>>;
  /** Whether every offer was tried. */
  whole: boolean;
  media: { path: string; url: string; fault: MediaFault }[];
}

const MOST_RUNS = 60;
const LONGEST_MS = 500;

/**
 * Answers a task several times, as people would who choose differently, until each choice was made once. `open` gives
 * the task unanswered.
 */
export function explore(open: () => Template, texts: readonly string[]): Explored {
  const explored: Explored = { accepted: [], offered: new Map(), whole: true, media: [] };
  const seen = new Set<string>();
  const queue: { choices: Choices; choice: { place: string; value: Json } | null }[] = [
    { choices: new Map(), choice: null },
  ];
  const until = performance.now() + LONGEST_MS;
  let runs = 0;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    runs += 1;
    if (runs > MOST_RUNS || performance.now() > until) return { ...explored, whole: false };
    const template = open();
    const chosen = new Set([...next.choices].map(([place, value]) => nameOf(place, value)));
    if (answer(template, next.choices, texts, until))
      explored.accepted.push({ output: template.output(), choice: next.choice });
    noteMedia(explored, template);
    const current = new Map(next.choices);
    const offers = offersOf(template);
    for (const { place } of offers) {
      const value = valueAt(template, place);
      if (value !== undefined) current.set(place, value);
    }
    for (const { place, value } of offers) {
      const values = explored.offered.get(place) ?? new Set();
      explored.offered.set(place, values.add(canonicalJson(value)));
      const name = nameOf(place, value);
      if (seen.has(name)) continue;
      seen.add(name);
      if (!chosen.has(name)) queue.push({ choices: new Map([...current, [place, value]]), choice: { place, value } });
    }
    template.remove();
  }
  return explored;
}

const nameOf = (place: string, value: Json): string => `${place} ${canonicalJson(value)}`;

const valueAt = (template: Template, place: string): Json | undefined =>
  partsOf(template).find((part) => part.place !== null && [part.place.tree, ...part.place.steps].join(".") === place)
    ?.value;

function noteMedia(explored: Explored, template: Template): void {
  for (const { path, url } of mediaOf(partsOf(template))) {
    const fault = mediaFault(url);
    if (fault !== null && !explored.media.some((one) => one.path === path && one.url === url))
      explored.media.push({ path, url, fault });
  }
}
