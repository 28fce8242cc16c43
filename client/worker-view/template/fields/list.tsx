import { Part } from "../part.tsx";
import { flagOf, numberOf, partsOf, textOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import styles from "./fields.module.css";
import { useWrite } from "./use-write.ts";

/** Elements that are each drawn by the same view, and can be added and removed. */
export function ListField({ part, ids }: DrawingProps) {
  const { words } = useView();
  const write = useWrite(part);
  const items = Array.isArray(part.value) ? part.value : [];
  const editable = flagOf(part, "editable", true);
  const removable = editable && items.length > (numberOf(part, "minLength") ?? 0);
  const remove = (index: number) => {
    const left = items.filter((_, at) => at !== index);
    write(left.length === 0 ? undefined : left);
  };
  const row = part.props.direction === "horizontal";
  return (
    <fieldset aria-labelledby={ids.label} aria-describedby={ids.error} className={styles.options}>
      <div className={row ? styles.buttons : styles.options}>
        {part.elements.map((element, index) => (
          <div key={element.key} className={styles.element}>
            <Part part={element} />
            {removable && (
              <button
                type="button"
                className={styles.cross}
                aria-label={words.remove(index + 1)}
                onClick={() => remove(index)}
              >
                ×
              </button>
            )}
          </div>
        ))}
        {partsOf(part, "addedItems").map((item) => (
          <Part key={item.key} part={item} />
        ))}
      </div>
      {editable && items.length < (numberOf(part, "maxLength") ?? Number.POSITIVE_INFINITY) && (
        <div>
          <button type="button" className={styles.toggle} onClick={() => write([...items, null])}>
            + {textOf(part, "buttonLabel") || words.add}
          </button>
        </div>
      )}
    </fieldset>
  );
}
