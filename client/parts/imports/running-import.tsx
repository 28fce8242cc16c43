import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { latestImportsQuery } from "../../queries.ts";
import { words } from "./words.ts";

/** How far the import that runs is, on every page; nothing without one. */
export function RunningImport({ className }: { className?: string | undefined }) {
  const w = useWords(words);
  const running = useQuery(latestImportsQuery).data?.items.find(({ status }) => status === "running");
  if (running === undefined) return null;
  const { import_id, rows, pending } = running;
  return (
    <Link href={links.import(import_id)} className={className}>
      {w.importing(rows - pending, rows)}
    </Link>
  );
}
