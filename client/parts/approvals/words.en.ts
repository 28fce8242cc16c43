import { counted } from "../../../shared/values/counts.ts";

const tasks = (count: number) => counted(count, "en", { one: "task", other: "tasks" });

export const en = {
  approval: "Approval",
  waits: "Waits for approval by another person",
  kinds: {
    send_again: (count: number, poolId: string) => `Send ${tasks(count)} to pool ${poolId} again`,
    import: (count: number, poolId: string) => `Create ${tasks(count)} in pool ${poolId}`,
  },
  cost: (amount: string) => `about ${amount} + fee`,
  costUnknown: "cost not known",
  askedBy: (person: string) => `Asked for by ${person}`,
  own: "You asked for this, so another person has to decide.",
  approve: "Approve",
  askApprove: {
    send_again: "Approve? The task may be created a second time.",
    import: "Approve? The tasks are created then.",
  },
  refuse: "Refuse…",
  reason: "Reason",
  confirmRefuse: "Refuse",
  cancel: "Cancel",
  refused: (person: string) => `Refused by ${person}`,
};
