import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Probe } from "../../../shared/api/probe.ts";
import { problemText } from "../../../shared/api/problem.ts";
import { ProblemError } from "../../api.ts";
import { useLanguage, useWords } from "../../language.ts";
import { probeQuery } from "../../queries.ts";
import { useSession } from "../session.tsx";
import { words } from "./words.ts";

/** Addresses that the server checks only when the operator asks for it. */
export interface UnaskedAddresses {
  has(address: string): boolean;
  allow(address: string): void;
}

/**
 * The server's check of an address. `off`: the administrator has switched such checks off. `error`: why there is no
 * answer, as a sentence. `ask`: requests the check; `null` unless the address is one of `unasked` and was not checked
 * yet.
 */
export function useProbe(
  address: string,
  poolId: string,
  unasked: UnaskedAddresses,
): { off: boolean; error: string | null; ask: (() => void) | null; data?: Probe } {
  const [waits, setWaits] = useState(() => unasked.has(address));
  const w = useWords(words);
  const language = useLanguage();
  const session = useSession();
  const off = session?.probe === false;
  const { data, error } = useQuery({ ...probeQuery(address, poolId), enabled: session?.probe === true && !waits });
  const problem = error instanceof ProblemError ? error.problem : null;
  if (problem?.code === "PROBE_OFF") return { off: true, error: null, ask: null };
  const reason = error === null ? null : problem === null ? w.noAnswer : problemText(problem, language);
  const ask = () => {
    unasked.allow(address);
    setWaits(false);
  };
  const known = { off, error: reason, ask: waits && !off && data === undefined ? ask : null };
  return data === undefined ? known : { ...known, data };
}
