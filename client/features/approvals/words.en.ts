export const en = {
  title: "Approvals",
  about: "What a second person has to approve before it is sent to Toloka.",
  none: "Nothing waits for approval.",
  open: { send_again: "Open submission", import: "Open import" },
};
