import type { Identity } from "./identity.ts";

/** The connections of this server, by the upstreams of the rows that they send. */
export interface Connections {
  add(name: string, identity: Identity): void;
  /** The connection that sends rows of an upstream; null: none, they are for another Toloka or account. */
  nameOf(upstream: string): string | null;
  /** Every upstream whose rows may be sent now. */
  upstreams(): string[];
}

export function createConnections(): Connections {
  const identities = new Map<string, Identity>();
  return {
    add: (name, identity) => void identities.set(name, identity),
    nameOf(upstream) {
      for (const [name, identity] of identities) if (identity.upstreams().includes(upstream)) return name;
      return null;
    },
    upstreams: () => [...identities.values()].flatMap((identity) => identity.upstreams()),
  };
}
