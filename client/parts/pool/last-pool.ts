import { useLocation } from "wouter";
import { upstreamKey } from "../../../shared/upstream-key.ts";
import { poolIn } from "../../links.ts";
import { useSession } from "../session.tsx";
import { recentPools } from "./recent-pools.ts";

/** The pool on the page, else the one that was used last on this device. */
export function useLastPool(): string | null {
  const [path] = useLocation();
  const toloka = useSession()?.toloka;
  const recent = toloka === undefined ? [] : recentPools(upstreamKey(toloka));
  return poolIn(path) ?? recent[0]?.id ?? null;
}
