import { Link } from "wouter";
import { links } from "../links.ts";
import styles from "./header.module.css";

/** The page for an unknown address. */
export function NotFound() {
  return (
    <div className={styles.message}>
      <h1>There is nothing at this address</h1>
      <p>
        Check it, or go on to a <Link href={links.newTask()}>new task</Link> or the{" "}
        <Link href={links.history()}>submissions</Link>.
      </p>
    </div>
  );
}
