// The walls of docs/architecture.md, as rules by pattern: a new feature or room is walled without being listed.
const serverRoom = (name, allowed) => ({
  name: `server-${name}`,
  comment: `server/${name} may import only ${allowed.join(", ") || "nothing of ours"}`,
  severity: "error",
  from: { path: `^server/${name}/`, pathNot: "\\.test\\.ts$" },
  to: {
    path: "^(client|server|shared|test)/",
    pathNot: [`^server/${name}/`, ...allowed.map((room) => (room.endsWith("$") ? `^${room}` : `^${room}/`))],
  },
});
const clientRoom = (name, allowed) => ({
  name: `client-${name}`,
  comment: `client/${name} may import only ${allowed.join(", ") || "nothing of ours"}`,
  severity: "error",
  from: { path: `^client/${name}/`, pathNot: "\\.test\\.tsx?$" },
  to: { path: "^(client|server|shared|test)/", pathNot: [`^client/${name}/`, ...allowed] },
});
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "shared-alone",
      comment: "shared imports nothing of ours, and nothing that only one side has",
      severity: "error",
      from: { path: "^shared/", pathNot: "\\.test\\.ts$" },
      to: { path: ["^(client|server|test)/", "^node:"] },
    },
    serverRoom("db", []),
    serverRoom("toloka", ["shared"]),
    serverRoom("local-toloka", ["shared"]),
    serverRoom("media", ["shared"]),
    serverRoom("catalogue", ["shared", "server/toloka", "server/result\\.ts$"]),
    serverRoom("submissions", [
      "shared",
      "server/db",
      "server/toloka",
      "server/catalogue",
      "server/(log|result)\\.ts$",
    ]),
    {
      name: "decisions-are-pure",
      comment: "a decision asks, writes and waits for nothing",
      severity: "error",
      from: { path: "^server/submissions/sending/decisions/", pathNot: "\\.test\\.ts$" },
      to: {
        path: ["^server/", "^node:", "^node_modules/"],
        pathNot: ["^server/submissions/sending/decisions/", "^server/toloka/creation\\.ts$"],
        dependencyTypesNot: ["type-only"],
      },
    },
    serverRoom("http", [
      "shared",
      "server/submissions",
      "server/catalogue",
      "server/toloka",
      "server/media",
      "server/(log|result)\\.ts$",
    ]),
    {
      name: "express-in-http-only",
      comment: "the web framework is one room's business (the built-in Toloka is another program)",
      severity: "error",
      from: { path: "^server/", pathNot: "^server/(http|local-toloka)/" },
      to: { path: "^node_modules/(express|helmet)/" },
    },
    clientRoom("ui", ["^client/language\\.ts$"]),
    {
      name: "client-queries",
      comment: "queries ask the server, and know nothing of what shows the answers",
      severity: "error",
      from: { path: "^client/queries\\.ts$" },
      to: { path: "^client/", pathNot: "^client/api\\.ts$" },
    },
    clientRoom("parts", ["^shared/", "^client/ui/", "^client/(api|language|links|queries|stored)\\.ts$"]),
    {
      name: "features-apart",
      comment: "a feature imports parts and below, never another feature",
      severity: "error",
      from: { path: "^client/features/([^/]+)/" },
      to: {
        path: "^client/",
        pathNot: ["^client/features/$1/", "^client/(ui|parts)/", "^client/(api|language|links|queries|stored)\\.ts$"],
      },
    },
    {
      name: "form-values-without-react",
      comment: "client/features/compose/form turns values into a task, and draws nothing",
      severity: "error",
      from: { path: "^client/features/compose/form/", pathNot: "\\.test\\.tsx?$" },
      to: { path: ["^node_modules/react(-dom)?/", "\\.tsx$"], dependencyTypesNot: ["type-only"] },
    },
    { name: "client-server-apart", severity: "error", from: { path: "^client/" }, to: { path: "^server/" } },
    { name: "server-client-apart", severity: "error", from: { path: "^server/" }, to: { path: "^client/" } },
    {
      name: "tests-apart",
      severity: "error",
      from: { path: "^(client|server|shared)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^test/" },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.css$" },
    tsPreCompilationDeps: true,
    parser: "swc",
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".mjs"],
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
    },
  },
};
