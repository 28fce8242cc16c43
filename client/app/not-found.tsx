import { Link } from "wouter";
import { useWords } from "../language.ts";
import { links } from "../links.ts";
import { buttonClass } from "../ui/button.tsx";
import styles from "./message.module.css";
import { words } from "./words.ts";

/** The page for an unknown address. */
export function NotFound() {
  const { pages, notFound } = useWords(words);
  return (
    <div className={styles.message}>
      <h1>{notFound.title}</h1>
      <p>{notFound.text}</p>
      <div className={styles.buttons}>
        <Link className={buttonClass()} href={links.home()}>
          {pages.home}
        </Link>
        <Link className={buttonClass()} href={links.newTask()}>
          {pages.newTask}
        </Link>
        <Link className={buttonClass()} href={links.history()}>
          {pages.submissions}
        </Link>
      </div>
    </div>
  );
}
