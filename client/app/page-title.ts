import { useEffect } from "react";
import { environmentWord, useSession } from "../parts/session.tsx";

/** Sets the document's title: the page and the environment. */
export function usePageTitle(location: string): void {
  const environment = useSession()?.toloka.environment;
  useEffect(() => {
    const words = [pageName(location), "Task Desk", ...(environment ? [environmentWord(environment)] : [])];
    document.title = words.join(" · ");
  }, [location, environment]);
}

export function pageName(location: string): string {
  const pool = /^\/pools\/([^/]+)\/new$/.exec(location)?.[1];
  if (pool !== undefined) return `New task, pool ${decodeURIComponent(pool)}`;
  if (location === "/") return "New task";
  if (location === "/submissions") return "Submissions";
  return /^\/submissions\/[^/]+$/.test(location) ? "Submission" : "Not found";
}
