import { Select } from "@mantine/core";
import "@mantine/core/styles/ScrollArea.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Combobox.css";
import "@mantine/core/styles/Input.css";
import { useWords } from "../../../language.ts";
import type { ControlProps } from "../control-props.ts";
import { words } from "../words.ts";

/** The control for many allowed values: a list that can be searched. */
export default function SearchableChoice(props: ControlProps & { options: { text: string; name: string }[] }) {
  const w = useWords(words);
  const values = new Map(props.options.map(({ text, name }) => [text, name]));
  return (
    <Select
      id={props.id}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid}
      data={[...values].map(([value, label]) => ({ value, label }))}
      value={props.text === "" ? null : props.text}
      onChange={(value) => props.onChange(value ?? "")}
      onBlur={props.onBlur}
      searchable
      clearable={!props.required}
      error={props.invalid}
      limit={200}
      nothingFoundMessage={w.noChoice}
      placeholder={w.choose}
    />
  );
}
