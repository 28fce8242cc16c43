/** A number of submissions, in words. */
export const submissionCount = (count: number): string =>
  count === 1 ? "1 submission" : `${count.toLocaleString("en")} submissions`;
