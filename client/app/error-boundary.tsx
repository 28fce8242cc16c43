import { Component, type ReactNode } from "react";
import { CopyButton } from "../parts/copy.tsx";
import styles from "./header.module.css";

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
    return error === null ? this.props.children : <Broken error={error} />;
  }
}

function Broken({ error }: { error: Error }) {
  return (
    <div className={styles.message} role="alert">
      <h1>This page cannot be shown</h1>
      <p>Something in it is broken. What was typed is kept on this device. Reload, or open another page above.</p>
      <p>
        <code>{error.message}</code>
      </p>
      <button type="button" className={styles.button} onClick={() => window.location.reload()}>
        Reload
      </button>{" "}
      <CopyButton value={error.stack ?? error.message} label="Copy what the administrator needs" />
    </div>
  );
}
