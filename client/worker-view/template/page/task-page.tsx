import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import type { Template } from "../../engine/template.ts";
import { Part } from "../part.tsx";
import styles from "../template.module.css";
import { useView } from "../view-context.ts";
import { type Notice, Toast } from "./toast.tsx";

interface TaskPageProps {
  /** The view of the notifications; `null` if there are none. */
  notifications: Template | null;
  /** Calls the listener for every message that an action shows. */
  onNotice: (listen: (notice: Notice) => void) => () => void;
  onDrawn: () => void;
  onSubmit: () => void;
}

/** The worker's page: notifications, the task, and Submit. */
export function TaskPage({ notifications, onNotice, onDrawn, onSubmit }: TaskPageProps) {
  const { template, settings, words } = useView();
  const tree = useSyncExternalStore(template.subscribe, template.tree);
  useLayoutEffect(onDrawn, [tree]);
  const fault = template.fault();
  return (
    <div className={styles.page}>
      {notifications !== null && <Notifications template={notifications} />}
      <main className={styles.task} style={settings.taskWidth === null ? undefined : { maxWidth: settings.taskWidth }}>
        {tree !== null && <Part key={tree.root.key} part={tree.root} />}
        {fault !== null && (
          <p className={styles.error} role="alert">
            {words.faulty} {fault.path}: {fault.text}
          </p>
        )}
        <button type="button" className={styles.submit} onClick={onSubmit}>
          {words.submit}
        </button>
      </main>
      <Toasts onNotice={onNotice} />
    </div>
  );
}

function Notifications({ template }: { template: Template }) {
  const tree = useSyncExternalStore(template.subscribe, template.tree);
  return tree === null ? null : (
    <div className={styles.notifications}>
      <Part part={tree.root} />
    </div>
  );
}

function Toasts({ onNotice }: Pick<TaskPageProps, "onNotice">) {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEffect(() => onNotice((notice) => setNotices((all) => [...all, notice].slice(-5))), [onNotice]);
  return (
    <div className={styles.toasts}>
      {notices.map((notice) => (
        <Toast
          key={notice.key}
          notice={notice}
          onClose={() => setNotices((all) => all.filter((one) => one !== notice))}
        />
      ))}
    </div>
  );
}
