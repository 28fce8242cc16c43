import type { Identity } from "./identity.ts";

/** The connections of this server, by the upstreams of the rows that they send. */
export interface Connections {
  add(name: string, identity: Identity): void;
  /** The connection that sends rows of an upstream, the first of several; null: none, they are for another Toloka or account. */
  nameOf(upstream: string): string | null;
  /** Every upstream whose rows may be sent now. */
  upstreams(): string[];
}

/** `names`: of all connections, in their order. They are added as they are opened. */
export function createConnections(names: readonly string[]): Connections {
  const identities = new Map<string, Identity>();
  const upstreamsOf = (name: string): string[] => identities.get(name)?.upstreams() ?? [];
  return {
    add: (name, identity) => void identities.set(name, identity),
    nameOf: (upstream) => names.find((name) => upstreamsOf(name).includes(upstream)) ?? null,
    upstreams: () => names.flatMap(upstreamsOf),
  };
}
