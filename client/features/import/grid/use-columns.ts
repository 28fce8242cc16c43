import { type RefObject, useEffect, useState } from "react";

/** The columns that are drawn: from the first to the one before `to`. */
export interface ColumnRange {
  from: number;
  to: number;
}

/** Up to this many columns are always drawn. */
const MOST = 40;
/** Columns before and after those in sight. They come and go by as many at once. */
const STEP = 8;

/** All columns of a usual pool; of a file with very many, those in sight. The columns are equally wide. */
export function useColumns(scroller: RefObject<HTMLElement | null>, count: number): ColumnRange {
  const [range, setRange] = useState<ColumnRange>({ from: 0, to: Math.min(count, MOST) });
  useEffect(() => {
    const element = scroller.current;
    if (element === null || count <= MOST) return setRange({ from: 0, to: count });
    const look = (): void => {
      const next = rangeAt(element.scrollLeft, element.clientWidth, element.scrollWidth / count, count);
      setRange((now) => (now.from === next.from && now.to === next.to ? now : next));
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [scroller, count]);
  return range;
}

/** In pixels; `width`: of one column. */
export function rangeAt(left: number, inSight: number, width: number, count: number): ColumnRange {
  const first = Math.floor(left / width);
  const from = Math.max(0, Math.floor(first / STEP) * STEP - STEP);
  return { from, to: Math.min(count, from + Math.ceil(inSight / width) + 3 * STEP) };
}
