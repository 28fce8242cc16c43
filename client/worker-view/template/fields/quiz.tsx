import { useId, useState } from "react";
import { isJsonObject, type JsonObject, sameJson } from "../../../../shared/values/json.ts";
import { asText } from "../../engine/values.ts";
import { jsonOf, optionsOf, rowsOf, textOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import styles from "./fields.module.css";
import { useWrite } from "./use-write.ts";

/** Questions with right answers. The value is written once every enabled question has an answer; the first answer counts. */
export function Quiz({ part }: DrawingProps) {
  const { words } = useView();
  const write = useWrite(part);
  const group = useId();
  const [chosen, setChosen] = useState<JsonObject>(isJsonObject(part.value) ? part.value : {});
  const questions = rowsOf(part, "options");
  const answer = (key: string, value: JsonObject[string]) => {
    const next = { ...chosen, [key]: value };
    setChosen(next);
    const open = questions.filter((one) => one.disabled !== true).map((one) => asText(jsonOf(one.key)));
    if (open.every((one) => Object.hasOwn(next, one))) write(next);
  };
  return (
    <div className={styles.options}>
      {textOf(part, "instruction") !== "" && <p>{textOf(part, "instruction")}</p>}
      {questions.map((question, index) => {
        const key = asText(jsonOf(question.key));
        const answered = Object.hasOwn(chosen, key) ? chosen[key] : undefined;
        const right = rowsOf({ ...part, props: { options: question.options } }, "options").map(
          (one) => one.correct === true,
        );
        return (
          <fieldset
            key={index}
            className={styles.question}
            disabled={question.disabled === true || answered !== undefined}
          >
            <legend>{asText(jsonOf(question.label))}</legend>
            {optionsOf(question.options).map(({ label, value, hint }, at) => {
              const taken = answered !== undefined && sameJson(answered, value);
              return (
                <div key={at}>
                  <label className={styles.choice}>
                    <input type="radio" name={`${group}${index}`} checked={taken} onChange={() => answer(key, value)} />
                    <span>{label}</span>
                  </label>
                  {taken && (
                    <p className={right[at] ? styles.right : styles.wrong}>
                      {right[at] ? words.quiz.right : words.quiz.wrong}
                      {hint !== "" && `. ${hint}`}
                    </p>
                  )}
                </div>
              );
            })}
          </fieldset>
        );
      })}
    </div>
  );
}
