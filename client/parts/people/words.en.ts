export const en = {
  roles: { viewer: "Viewer", operator: "Operator", administrator: "Administrator" },
  mayNot: "You can look at this, but your role doesn't allow changes. Ask an administrator.",
};
