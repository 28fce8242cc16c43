import { useState } from "react";
import { type Import, RowResult } from "../../../shared/api/imports/import-routes.ts";
import { routes } from "../../../shared/api/routes.ts";
import { parseJson } from "../../../shared/values/json.ts";
import { addressOf } from "../../api.ts";
import { useWords } from "../../language.ts";
import { type Original, originalOf } from "../../parts/imports/originals.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import styles from "./import-progress.module.css";
import { words } from "./words.ts";

const addressFor = (importId: string, format: "ndjson" | "tsv"): string =>
  addressOf(routes.importResults, { import_id: importId }, { format });

/** What became of the rows, to download: with the original rows while this page still has them, else alone. */
export function Results({ found }: { found: Import }) {
  const w = useWords(words);
  const original = originalOf(found.import_id);
  return (
    <Card title={w.results}>
      {original && <p className={styles.quiet}>{w.resultsAbout}</p>}
      <div className={styles.actions}>
        {original && <OriginalButtons importId={found.import_id} original={original} />}
        {(["tsv", "ndjson"] as const).map((format) => (
          <a key={format} className={buttonClass()} href={addressFor(found.import_id, format)} download>
            {w.formats[format]}
          </a>
        ))}
      </div>
    </Card>
  );
}

function OriginalButtons({ importId, original }: { importId: string; original: Original }) {
  const w = useWords(words);
  const [failed, setFailed] = useState(false);
  const load = async (spreadsheet: boolean): Promise<void> => {
    const response = await fetch(addressFor(importId, "ndjson")).catch(() => null);
    setFailed(response?.ok !== true);
    if (response?.ok !== true) return;
    const { resultsTable } = await import("./results-table.ts");
    const results = linesOf(await response.text()).map((line) => RowResult.parse(parseJson(line)));
    const rows = linesOf(await original.rows.text()).map((line) => parseJson(line) as string[]);
    save(
      resultsTable(original.header, rows, results, spreadsheet),
      `${original.name.replace(/\.\w+$/, "")}-results.tsv`,
    );
  };
  return (
    <>
      <Button onClick={() => void load(false)}>{w.forToloka}</Button>
      <Button onClick={() => void load(true)}>{w.forSpreadsheets}</Button>
      {failed && <span role="alert">{w.notLoaded}</span>}
    </>
  );
}

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/tab-separated-values" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
