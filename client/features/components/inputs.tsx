import { useState } from "react";
import { SearchBox } from "../../ui/choice/search-box.tsx";
import { describedBy, Field, GrowingText, Line } from "../../ui/text/field.tsx";
import { JsonEditor } from "../../ui/text/json-editor.tsx";
import styles from "./components.module.css";

const FRUIT = ["Apple", "Banana", "Cherry"];

export function Inputs() {
  const [text, setText] = useState("");
  const [json, setJson] = useState('{ "title": "Cats", "count": 3, "done": true, "note": null }');
  return (
    <section className={styles.section} aria-label="Inputs">
      <h2>Inputs</h2>
      <Field id="line" label="One line" required about="String, up to 20 characters">
        <Line id="line" value={text} onChange={setText} placeholder="Placeholder" required />
      </Field>
      <Field id="wrong" label="With an error" error="Required">
        <Line id="wrong" value={text} onChange={setText} invalid />
      </Field>
      <Field id="disabled" label="Disabled">
        <Line id="disabled" value="Cannot be changed" onChange={setText} disabled />
      </Field>
      <Field id="lines" label="Several lines">
        <GrowingText id="lines" value={text} onChange={setText} />
      </Field>
      <Field id="json" label="JSON">
        <JsonEditor id="json" label="JSON" value={json} onChange={setJson} describedBy={describedBy("json")} />
      </Field>
      <Search />
    </section>
  );
}

function Search() {
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setChosen] = useState("Apple");
  const found = FRUIT.filter((name) => name.toLowerCase().includes((typed ?? "").toLowerCase()));
  return (
    <SearchBox
      label="Fruit"
      placeholder="Search"
      shown={chosen}
      typed={typed}
      onTyped={setTyped}
      choices={typed === null ? [] : found.map((value) => ({ value, group: "Fruit", content: value }))}
      pending={false}
      chosen={chosen}
      onChoose={setChosen}
      note={found.length === 0 && "No results"}
    />
  );
}
