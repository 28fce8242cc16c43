import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { IconFolder, IconList, IconMoon, IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/ScrollArea.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/spotlight/styles.css";
import { useLocation } from "wouter";
import { call } from "../api.ts";
import { links } from "../links.ts";
import { poolTitle } from "../parts/pool-picker.tsx";

const [store, spotlight] = createSpotlight();
const DEBOUNCE = 200;
const POOLS = "8";

/** Everything by its name: pages, pools, looks. Opened by Ctrl/Cmd+K; loaded when it is. */
export default function Palette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [query, setQuery] = useState("");
  const commands = useCommands();
  const pools = usePoolActions(query, opened);
  useEffect(() => {
    if (!opened) return;
    setQuery("");
    spotlight.open();
  }, [opened]);
  const listed = [...commands.filter((command) => matches(command, query)), ...pools];
  const shown = listed.map(({ id }) => id).join();
  // What is found later must be one Enter away, too.
  useEffect(() => {
    if (shown !== "" && query !== "") selectFirst();
  }, [shown, query]);
  return (
    <Spotlight
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      actions={listed}
      // Pools are found by the server, by more than their titles.
      filter={(_query, actions) => actions}
      nothingFound="Nothing has this name"
      // Who opens it goes on typing at once.
      transitionProps={{ duration: 0 }}
      scrollable
      maxHeight="60vh"
      attributes={{ content: { "aria-label": "Go to" } }}
      searchProps={{ placeholder: "Go to a pool, a page…", "aria-label": "Go to" }}
    />
  );
}

/** Marks the first choice as the library does itself when the words change, which it does before answers arrive. */
function selectFirst(): void {
  if (document.querySelector("[data-action][data-selected]") !== null) return;
  document.querySelector("[data-action]")?.setAttribute("data-selected", "true");
  store.updateState((state) => ({ ...state, selected: 0 }));
}

const matches = ({ label }: SpotlightActionData, query: string): boolean =>
  (label ?? "").toLowerCase().includes(query.trim().toLowerCase());

function useCommands(): SpotlightActionData[] {
  const [, navigate] = useLocation();
  const { setColorScheme } = useMantineColorScheme();
  const looks = (["light", "dark", "auto"] as const).map((scheme) => ({
    id: `theme-${scheme}`,
    label: `Theme: ${scheme === "auto" ? "as the system" : scheme}`,
    leftSection: <IconMoon size={18} aria-hidden />,
    onClick: () => setColorScheme(scheme),
  }));
  return [
    {
      id: "new-task",
      label: "New task",
      leftSection: <IconPlus size={18} aria-hidden />,
      onClick: () => navigate(links.newTask()),
    },
    {
      id: "submissions",
      label: "Submissions",
      leftSection: <IconList size={18} aria-hidden />,
      onClick: () => navigate(links.history()),
    },
    ...looks,
  ];
}

function usePoolActions(query: string, opened: boolean): SpotlightActionData[] {
  const [, navigate] = useLocation();
  const [settled] = useDebouncedValue(query.trim(), DEBOUNCE);
  const { data } = useQuery({
    queryKey: ["pools", settled, POOLS],
    queryFn: ({ signal }) => call("listPools", { query: { q: settled, limit: POOLS } }, { signal }),
    enabled: opened,
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
  return (data?.items ?? []).map(({ pool, project }) => ({
    id: `pool-${pool.id}`,
    label: poolTitle(pool, project),
    leftSection: <IconFolder size={18} aria-hidden />,
    onClick: () => navigate(links.newTask(pool.id)),
  }));
}
