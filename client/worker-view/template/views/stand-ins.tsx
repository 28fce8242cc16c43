import { asText } from "../../engine/values.ts";
import { NotDrawn } from "../part.tsx";
import { jsonOf, rowsOf, textOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import { Outward } from "./text.tsx";
import styles from "./views.module.css";

// What stands in the place of components that are not drawn.

export function Debug({ part }: DrawingProps) {
  const { words } = useView();
  return <NotDrawn type={part.type} why={words.why.debug} />;
}

export function Frame({ part }: DrawingProps) {
  const { words } = useView();
  const url = textOf(part, "url");
  return (
    <NotDrawn type={part.type} why={words.why.frame}>
      <Outward url={url} className={styles.link}>
        {url}
      </Outward>
    </NotDrawn>
  );
}

export function MapPlaces({ part }: DrawingProps) {
  const { words } = useView();
  const lines = [
    `${words.map.centre}: ${textOf(part, "center")}`,
    ...rowsOf(part, "markers").map(
      (marker) => `${words.map.marker}: ${asText(jsonOf(marker.position))} ${asText(jsonOf(marker.label))}`,
    ),
    ...rowsOf(part, "polygons").map((area) => {
      const points = jsonOf(area.points);
      return words.map.area(Array.isArray(points) ? points.length : 0);
    }),
  ];
  return (
    <NotDrawn type={part.type} why={words.why.map}>
      <ul>
        {lines.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
    </NotDrawn>
  );
}
