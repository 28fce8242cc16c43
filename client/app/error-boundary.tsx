import { Component, type ReactNode, useEffect, useState } from "react";
import { useWords } from "../language.ts";
import { CopyButton } from "../parts/copy.tsx";
import { useLive } from "../parts/live.ts";
import { Button } from "../ui/button.tsx";
import styles from "./message.module.css";
import { words } from "./words.ts";

interface Props {
  /** The page's path; the error is cleared when it changes. */
  place: string;
  children: ReactNode;
}

/** Shows an error of the page below it. The header stays, so that another page can be opened. */
export class ErrorBoundary extends Component<Props, { error: Error | null; place: string }> {
  override state = { error: null, place: this.props.place };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: Props, state: { place: string }) {
    return props.place === state.place ? null : { error: null, place: props.place };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return isNotLoaded(error) ? <NotLoaded /> : <Broken error={error} />;
  }
}

/** Whether a part of the page could not be fetched; each browser has its own words for it. */
export const isNotLoaded = (error: Error): boolean =>
  error instanceof TypeError &&
  /dynamically imported module|importing a module script failed|error loading dynamically|preload CSS/i.test(
    error.message,
  );

/** Most often the network is gone, or the server has a newer page. As soon as it answers again, the page is loaded anew. */
function NotLoaded() {
  const { broken: w } = useWords(words);
  const live = useLive();
  const [before] = useState(live);
  useEffect(() => {
    if (before !== "live" && live === "live") reload();
    window.addEventListener("online", reload);
    return () => window.removeEventListener("online", reload);
  }, [before, live]);
  return (
    <div className={styles.message} role="alert">
      <h1>{w.notLoadedTitle}</h1>
      <p>{w.notLoaded}</p>
      <Button onClick={reload}>{w.reload}</Button>
    </div>
  );
}

function Broken({ error }: { error: Error }) {
  const { broken: w } = useWords(words);
  return (
    <div className={styles.message} role="alert">
      <h1>{w.title}</h1>
      <p>{w.text}</p>
      <p>
        <code>{error.message}</code>
      </p>
      <div className={styles.buttons}>
        <Button onClick={reload}>{w.reload}</Button>
        <CopyButton value={error.stack ?? error.message} label={w.copy} />
      </div>
    </div>
  );
}

const reload = (): void => window.location.reload();
