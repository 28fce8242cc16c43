import { useWords } from "../../language.ts";
import { ConnectionCard } from "../../parts/toloka/connection-card.tsx";
import { words } from "./words.ts";

/** The page "Connection": how the server is connected, and whether it works. */
export default function ConnectionPage() {
  const w = useWords(words);
  return (
    <>
      <h1>{w.title}</h1>
      <ConnectionCard />
    </>
  );
}
