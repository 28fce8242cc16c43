/** What will be paid for a task already. `taken`: how many assignments are taken; `null` if unknown. */
export function paidWords(taken: number | null | undefined): string {
  if (taken == null) return "What people have already taken will be paid.";
  if (taken === 0) return "Nobody has taken it so far, so nothing will be paid.";
  if (taken === 1) return "1 assignment is already taken and will be paid.";
  return `${taken.toLocaleString("en")} assignments are already taken and will be paid.`;
}
