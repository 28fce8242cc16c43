export const en = {
  roles: { viewer: "Viewer", operator: "Operator", administrator: "Administrator" },
  mayNot: "Your role doesn't allow creating tasks.",
  signingOut: "Signing out. Task Desk can't be reached. Trying again…",
};
