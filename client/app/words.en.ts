import { counted } from "../../shared/values/counts.ts";

const submissions = (count: number) => counted(count, "en", { one: "submission", other: "submissions" });

export const en = {
  header: {
    skip: "Skip to the page",
    pages: "Pages",
    menu: "Menu",
    language: "Language",
    theme: "Theme",
    schemes: { auto: "As the system", light: "Light", dark: "Dark" },
    help: "Help",
    keys: "Keyboard shortcuts",
    operator: (name: string) => `Signed in as ${name}`,
    account: "Your account",
    people: "People",
    audit: "Audit log",
    signOut: "Sign out",
  },
  pages: {
    home: "Home",
    newTask: "New task",
    newTaskIn: (poolId: string) => `New task in pool ${poolId}`,
    importFile: "Several tasks",
    import: "Import",
    submissions: "Submissions",
    submission: "Submission",
    settings: "Connection",
    account: "Your account",
    people: "People",
    audit: "Audit log",
    reconciliation: "Comparison with pools",
    approvals: "Approvals",
    notFound: "Not found",
  },
  notFound: {
    title: "Page not found",
    text: "Check the address, or open one of these pages.",
  },
  broken: {
    title: "This page can't be shown",
    text: "An error occurred. Your draft is safe on this device. Reload, or open another page.",
    notLoadedTitle: "This page couldn't be loaded",
    notLoaded: "Check the connection. The page opens when Task Desk can be reached. Your draft is safe.",
    reload: "Reload",
    copy: "Copy details for the administrator",
  },
  notice: {
    offline: "Offline. Reconnecting… Your draft is safe.",
    journal: (detail: string) => `No new tasks are accepted. ${detail}`,
    hold: (reason: string, unfinished: number) =>
      `On hold: nothing is sent to Toloka. ${reason}.${
        unfinished > 0 ? ` Still looking for the tasks of ${submissions(unfinished)}.` : ""
      }`,
    release: "Release…",
    paused: (detail: string) => `Sending to Toloka is paused. ${detail}`,
    approvals: (count: number) =>
      `${counted(count, "en", { one: "decision", other: "decisions" })} waiting for your approval`,
    foreign: (count: number) => `${submissions(count)} queued for a different account`,
    queued: (count: number, wait: string | null) =>
      `${submissions(count)} queued${wait === null ? "" : `, about ${wait}`}`,
  },
  release: {
    title: "Release the hold?",
    text: (queued: number) =>
      `Task Desk starts to send tasks to Toloka again${
        queued > 0 ? `, beginning with ${submissions(queued)} in the queue` : ""
      }. First make sure that no other Task Desk uses another copy of this journal.`,
    unfinished: (count: number) =>
      `Task Desk is still looking for the tasks of ${submissions(count)}. It is safer to wait until it has finished.`,
    cancel: "Cancel",
    release: "Release",
  },
  shortcuts: {
    title: "Keyboard shortcuts",
    anywhere: "Anywhere",
    form: "New task",
    newTask: "New task in the pool you used last",
    search: "Search",
    help: "Show this list",
    palette: "Find pools, tasks and actions",
    close: "Close a dialog, a panel or a list",
    create: "Create the task; when it is created, start the next",
    createAndNext: "Create the task and start the next",
    confirm: "Confirm a question about the task",
    undo: "Undo a task before it is sent",
    cancel: "Cancel a question about the task",
    pin: "Keep the field's value for the next task, or stop keeping it",
    tab: "Next field, also from the JSON editor",
    submissions: "Submissions",
    nextRow: "Next submission",
    previousRow: "Previous submission",
    openRow: "Open the submission",
    selectRow: "Select the submission, or clear it",
    single: "Use single-key shortcuts (C, J, K, X, /, ?) when no text field has the focus",
  },
  palette: {
    title: "Search",
    label: "Pools, tasks and actions",
    placeholder: "Search by name, or paste an ID or an address",
    searching: "Searching…",
    none: "No results",
    theme: (scheme: string) => `Theme: ${scheme}`,
    groups: { actions: "Actions", pools: "Pools", tasks: "Tasks" },
  },
};
