import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import {
  IconFileText,
  IconFolder,
  IconHome,
  IconLanguage,
  IconList,
  IconMoon,
  IconPlugConnected,
  IconPlus,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { LANGUAGES } from "../../../shared/language.ts";
import type { Submission } from "../../../shared/submission.ts";
import { chooseLanguage, languageNames, useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { useLastPool } from "../../parts/pool/last-pool.ts";
import { PoolLine } from "../../parts/pool/pool-title.tsx";
import { usePoolSearch } from "../../parts/pool/use-pool-search.ts";
import { words as poolWords } from "../../parts/pool/words.ts";
import { foundSubmissionsQuery } from "../../queries.ts";
import { words } from "../words.ts";

/** After the last key press, in milliseconds. */
const DEBOUNCE = 200;
const POOLS = 8;
const TASKS = 5;
/** Fewer characters stand in nearly every task. */
const SHORTEST_WORDS = 2;

export interface Command {
  id: string;
  content: ReactNode;
  Icon: typeof IconPlus;
  run: () => void;
}

/** The pages, and what can be chosen for the page as a whole. */
export function useCommands(): (Command & { label: string })[] {
  const [, navigate] = useLocation();
  const { setColorScheme } = useMantineColorScheme();
  const lastPool = useLastPool();
  const { pages, palette, header } = useWords(words);
  const page = (id: string, label: string, Icon: typeof IconPlus, href: string) => ({
    id,
    label,
    content: label,
    Icon,
    run: () => navigate(href),
  });
  const schemes = (["light", "dark", "auto"] as const).map((scheme) => {
    const label = palette.theme(header.schemes[scheme]);
    return { id: `theme-${scheme}`, label, content: label, Icon: IconMoon, run: () => setColorScheme(scheme) };
  });
  const languages = LANGUAGES.map((language) => {
    const label = `${header.language}: ${languageNames[language]}`;
    return {
      id: `language-${language}`,
      label,
      content: label,
      Icon: IconLanguage,
      run: () => chooseLanguage(language),
    };
  });
  return [
    page("new-task", pages.newTask, IconPlus, links.newTask(lastPool)),
    page("submissions", pages.submissions, IconList, links.history()),
    page("home", pages.home, IconHome, links.home()),
    page("settings", pages.settings, IconPlugConnected, links.settings()),
    ...schemes,
    ...languages,
  ];
}

/** The pools that are found for what is typed. */
export function usePoolCommands(typed: string): { commands: Command[]; pending: boolean } {
  const [, navigate] = useLocation();
  const w = useWords(poolWords);
  const { found, unlisted, pending } = usePoolSearch(typed, POOLS, true);
  const command = (id: string, content: ReactNode): Command => ({
    id: `pool-${id}`,
    content,
    Icon: IconFolder,
    run: () => navigate(links.newTask(id)),
  });
  const commands = found.map((one) => command(one.pool.id, <PoolLine found={one} />));
  if (unlisted !== null && !pending) commands.push(command(unlisted, w.unlisted(unlisted)));
  return { commands, pending };
}

/** The submissions that are found for what is typed. */
export function useTaskCommands(wanted: string): { commands: Command[]; pending: boolean } {
  const [, navigate] = useLocation();
  const [settled] = useDebouncedValue(wanted, DEBOUNCE);
  const enabled = settled.length >= SHORTEST_WORDS;
  const { data, error, isPlaceholderData } = useQuery({ ...foundSubmissionsQuery(settled, TASKS), enabled });
  if (wanted.length < SHORTEST_WORDS) return { commands: [], pending: false };
  const pending = settled !== wanted || isPlaceholderData || (data === undefined && error === null);
  const commands = (data?.items ?? []).map((submission) => ({
    id: `task-${submission.operation_id}`,
    content: nameOf(submission),
    Icon: IconFileText,
    run: () => navigate(links.submission(submission.operation_id)),
  }));
  return { commands, pending };
}

/** What tells a task from others: the first of its values, and its id. */
function nameOf(submission: Submission): string {
  if (!("task" in submission)) return submission.operation_id;
  const [value] = Object.values(submission.task.input_values ?? {});
  const id = submission.created_task?.id ?? submission.operation_id;
  return typeof value === "string" ? `${value} · ${id}` : id;
}
