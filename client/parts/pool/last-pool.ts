import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLocation } from "wouter";
import { upstreamKey } from "../../../shared/upstream-key.ts";
import { poolIn } from "../../links.ts";
import { poolQuery } from "../../queries.ts";
import { useSession } from "../session.tsx";
import { poolTitle } from "./pool-title.tsx";
import { recentPools, rememberPool } from "./recent-pools.ts";

/** The pool on the page, else the one that was used last on this device. */
export function useLastPool(): string | null {
  const [path] = useLocation();
  const toloka = useSession()?.toloka;
  const recent = toloka === undefined ? [] : recentPools(upstreamKey(toloka));
  return poolIn(path) ?? recent[0]?.id ?? null;
}

/** Remembers every pool whose form is opened, once it is known to exist. */
export function useRememberedPool(): void {
  const [path] = useLocation();
  const toloka = useSession()?.toloka;
  const upstream = toloka === undefined ? null : upstreamKey(toloka);
  const { data } = useQuery(poolQuery(poolIn(path)));
  const id = data?.pool.id ?? null;
  const title = data === undefined ? null : poolTitle(data);
  useEffect(() => {
    if (upstream !== null && id !== null && title !== null) rememberPool(upstream, { id, title });
  }, [upstream, id, title]);
}
