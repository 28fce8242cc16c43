import { useEffect } from "react";
import { useLanguage, useWords } from "../../language.ts";
import { poolIn } from "../../links.ts";
import { useSession } from "../../parts/session.tsx";
import { words as tolokaWords } from "../../parts/toloka/words.ts";
import { words } from "../words.ts";
import { pageKind } from "./pages.ts";

/** Sets the document's title, the page and the environment, and its language. Production comes first: ends are cut off. */
export function usePageTitle(path: string): void {
  const environment = useSession()?.toloka.environment;
  const language = useLanguage();
  const { pages } = useWords(words);
  const { environments } = useWords(tolokaWords);
  useEffect(() => {
    const where = environment === undefined ? [] : [environments[environment]];
    const page = [pageName(path, pages), "Task Desk"];
    document.title = (environment === "production" ? [...where, ...page] : [...page, ...where]).join(" · ");
    document.documentElement.lang = language;
  }, [path, environment, language, pages, environments]);
}

export function pageName(path: string, pages: typeof words.en.pages): string {
  const pool = poolIn(path);
  if (pool !== null) return pages.newTaskIn(pool);
  return path.startsWith("/submissions/") && pageKind(path) === "submissions"
    ? pages.submission
    : pages[pageKind(path)];
}
