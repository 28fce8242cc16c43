export const en = {
  label: "Pool",
  placeholder: "Search by pool or project, or paste an ID or address",
  recent: "Recent",
  pools: "Pools",
  unlisted: (id: string) => `Pool ${id}`,
  searching: "Searching…",
  none: "No results. You can also paste a pool's ID.",
  more: "More results. Type to narrow them down.",
  failed: "Couldn't load the pools.",
  statuses: { OPEN: "Open", CLOSED: "Closed", ARCHIVED: "Archived", LOCKED: "Locked" } as Record<string, string>,
  training: "Training",
};
