import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFolder, IconList, IconMoon, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { links } from "../../links.ts";
import { poolTitle } from "../../parts/pool/pool-picker.tsx";
import { poolsQuery } from "../../queries.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { SearchBox } from "../../ui/search-box.tsx";

const DEBOUNCE = 200;
const POOLS = 8;

interface Command {
  id: string;
  label: string;
  Icon: typeof IconPlus;
  run: () => void;
}

/** Finds pages, pools and themes by name. Opened by Ctrl/Cmd+K, and loaded when it is first opened. */
export default function Palette({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Go to" onClose={onClose} instant>
      <Search onClose={onClose} />
    </Dialog>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState("");
  const commands = useCommands().filter(({ label }) => label.toLowerCase().includes(query.trim().toLowerCase()));
  const pools = usePools(query);
  const listed = [...commands, ...pools.commands];
  return (
    <SearchBox
      inline
      label="Pool, page or theme"
      placeholder="Search by name, or paste a pool's id"
      shown=""
      typed={query}
      onTyped={(typed) => (typed === null ? onClose() : setQuery(typed))}
      choices={listed.map(({ id, label, Icon }) => ({
        value: id,
        group: "",
        content: (
          <>
            <Icon size={18} aria-hidden /> {label}
          </>
        ),
      }))}
      chosen={null}
      onChoose={(id) => listed.find((command) => command.id === id)?.run()}
      note={listed.length === 0 && (pools.searching ? "Searching…" : "Nothing has this name")}
    />
  );
}

function useCommands(): Command[] {
  const [, navigate] = useLocation();
  const { setColorScheme } = useMantineColorScheme();
  const looks = (["light", "dark", "auto"] as const).map((scheme) => ({
    id: `theme-${scheme}`,
    label: `Theme: ${scheme === "auto" ? "as the system" : scheme}`,
    Icon: IconMoon,
    run: () => setColorScheme(scheme),
  }));
  return [
    { id: "new-task", label: "New task", Icon: IconPlus, run: () => navigate(links.newTask()) },
    { id: "submissions", label: "Submissions", Icon: IconList, run: () => navigate(links.history()) },
    ...looks,
  ];
}

/** Pools as Toloka finds them, which is by more than their titles. */
function usePools(query: string): { commands: Command[]; searching: boolean } {
  const [, navigate] = useLocation();
  const [settled] = useDebouncedValue(query.trim(), DEBOUNCE);
  const { data, isFetching } = useQuery(poolsQuery(settled, POOLS));
  const commands = (data?.items ?? []).map(({ pool, project }) => ({
    id: `pool-${pool.id}`,
    label: poolTitle(pool, project),
    Icon: IconFolder,
    run: () => navigate(links.newTask(pool.id)),
  }));
  return { commands, searching: isFetching || settled !== query.trim() };
}
