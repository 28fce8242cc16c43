/** How many rows were finished by a moment, in milliseconds. */
export interface Sample {
  at: number;
  finished: number;
}

/** Older samples say little about now. In milliseconds. */
const SPAN = 20_000;

/** The samples with a new one, without those that are too old; started anew when rows are taken up again. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const last = samples.at(-1);
  if (last !== undefined && sample.finished < last.finished) return [sample];
  return [...samples.filter(({ at }) => sample.at - at <= SPAN), sample];
}

/** Rows a second, and the seconds that `pending` rows will take; `null` while nothing is known or nothing moves. */
export function paceOf(samples: readonly Sample[], pending: number): { perSecond: number; left: number } | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < 1000 || last.finished === first.finished)
    return null;
  const perSecond = ((last.finished - first.finished) * 1000) / (last.at - first.at);
  return { perSecond: Math.max(1, Math.round(perSecond)), left: pending / perSecond };
}
