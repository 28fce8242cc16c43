/** A group of bars, one for each series, in the order of the series. `null`: not measured. */
interface Group {
  label: string;
  values: (number | null)[];
}

export interface Chart {
  title: string;
  unit: string;
  series: string[];
  groups: Group[];
}

const WIDTH = 900;
const LEFT = 250;
const RIGHT = 90;
const BAR = 14;
const GAP = 18;
const HEAD = 64;
const COLOURS = ["#8a8f98", "#2f6fed", "#12855b", "#b4540a", "#8e4ec6", "#c2255c"];

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Draws charts of lying bars below each other; readable on a light and a dark page. */
export function drawCharts(charts: Chart[]): string {
  const parts: string[] = [];
  let top = 0;
  for (const chart of charts) {
    const { drawn, height } = drawChart(chart, top);
    parts.push(drawn);
    top += height;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" font-family="system-ui, sans-serif" font-size="12">
<style>text { fill: #1c1e21 } @media (prefers-color-scheme: dark) { text { fill: #e6e7ea } }</style>
${parts.join("\n")}
</svg>
`;
}

function drawChart({ title, unit, series, groups }: Chart, top: number): { drawn: string; height: number } {
  const most = Math.max(1e-9, ...groups.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const lines = [`<text x="0" y="${top + 22}" font-size="15" font-weight="600">${escaped(`${title}, ${unit}`)}</text>`];
  let left = 0;
  for (const [index, name] of series.entries()) {
    lines.push(
      `<rect x="${left}" y="${top + 36}" width="10" height="10" rx="2" fill="${COLOURS[index % COLOURS.length]}"/>`,
    );
    lines.push(`<text x="${left + 15}" y="${top + 45}">${escaped(name)}</text>`);
    left += 35 + name.length * 7;
  }
  let y = top + HEAD;
  for (const { label, values } of groups) {
    const height = values.length * BAR;
    lines.push(`<text x="${LEFT - 12}" y="${y + height / 2 + 4}" text-anchor="end">${escaped(label)}</text>`);
    for (const [index, value] of values.entries()) {
      if (value !== null) {
        const length = ((WIDTH - LEFT - RIGHT) * value) / most;
        lines.push(
          `<rect x="${LEFT}" y="${y + 1}" width="${length.toFixed(1)}" height="${BAR - 2}" rx="2" fill="${COLOURS[index % COLOURS.length]}"/>`,
        );
        lines.push(
          `<text x="${(LEFT + length + 6).toFixed(1)}" y="${y + BAR - 3}" font-size="11">${shortNumber(value)}</text>`,
        );
      }
      y += BAR;
    }
    y += GAP;
  }
  return { drawn: lines.join("\n"), height: y - top + GAP };
}

const shortNumber = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(value < 1 ? 2 : 3);
