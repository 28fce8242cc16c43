import { useState } from "react";
import { useWords } from "../../language.ts";
import { SearchBox } from "../../ui/choice/search-box.tsx";
import { Dialog } from "../../ui/dialog/dialog.tsx";
import { words } from "../words.ts";
import { type Command, useCommands, usePoolCommands, useTaskCommands } from "./commands.tsx";

/** Finds pools, tasks and actions. Opened by Ctrl/Cmd+K, and loaded when it is first opened. */
export default function Palette({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={useWords(words).palette.title} onClose={onClose} instant>
      <Search onClose={onClose} />
    </Dialog>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const { palette: w } = useWords(words);
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLowerCase();
  const actions = useCommands().filter(({ label }) => label.toLowerCase().includes(wanted));
  const pools = usePoolCommands(query);
  const tasks = useTaskCommands(wanted);
  const searching = pools.pending || tasks.pending;
  // What comes first has to be known before Enter takes it.
  const pending = actions.length === 0 && (pools.pending || (pools.commands.length === 0 && tasks.pending));
  const groups: [string, readonly Command[]][] = [
    [w.groups.actions, actions],
    [w.groups.pools, pools.commands],
    [w.groups.tasks, tasks.commands],
  ];
  const listed = groups.flatMap(([group, commands]) => commands.map((command) => ({ ...command, group })));
  return (
    <SearchBox
      inline
      label={w.label}
      placeholder={w.placeholder}
      shown=""
      typed={query}
      onTyped={(typed) => (typed === null ? onClose() : setQuery(typed))}
      choices={listed.map(({ id, group, content, Icon }) => ({
        value: id,
        group,
        content: (
          <>
            <Icon size={18} aria-hidden /> {content}
          </>
        ),
      }))}
      pending={pending}
      chosen={null}
      onChoose={(id) => listed.find((command) => command.id === id)?.run()}
      note={searching ? w.searching : listed.length === 0 && w.none}
    />
  );
}
