import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Verdict } from "../../../shared/pool-check/verdict.ts";
import { PoolVerdicts } from "./pool-verdicts.tsx";

const text = (verdicts: Verdict[]) =>
  renderToStaticMarkup(<PoolVerdicts verdicts={verdicts} />)
    .replace(/<svg[\s\S]*?<\/svg>/g, "")
    .replace(/<[^>]+>/g, "|")
    .replace(/\|+/g, "|");

const red: Verdict = { level: "red", code: "A", sentence: "It is archived.", way_out: "Clone it." };
const amber: Verdict = { level: "amber", code: "B", sentence: "It is closed." };
const green: Verdict = { level: "green", code: "C", sentence: "It is paid." };

describe("the findings about a pool", () => {
  it("name blocks, warnings and solutions", () => {
    expect(text([red, amber])).toBe("|Cannot be sent:| It is archived.| Clone it.|Mind:| It is closed.|");
  });
  it("summarize passed checks in one line", () => {
    expect(text([red, green, { ...green, code: "D" }])).toContain("Otherwise fine: 2 checks|");
    expect(text([green])).toContain("Fine: 1 check|");
    expect(renderToStaticMarkup(<PoolVerdicts verdicts={[green]} />)).not.toContain("<details open");
  });
  it("show nothing without findings", () => expect(text([])).toBe("|"));
});
