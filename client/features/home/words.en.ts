import type { SampleName } from "../../../shared/samples.ts";
import { counted } from "../../../shared/values/counts.ts";

const pictures: Record<SampleName, string> = {
  dog: "Brown dog",
  "white-dog": "White dog",
  cat: "Ginger cat",
  "grey-cat": "Grey cat",
};

export const en = {
  title: "Home",
  recent: "Recent pools",
  noRecent: "No recent pools. Search for a pool to create your first task.",
  recentFailed: "Couldn't load the recent pools.",
  tryAgain: "Try again",
  createdToday: (count: number) => `${counted(count, "en", { one: "task", other: "tasks" })} today`,
  unnamed: (poolId: string) => `Pool ${poolId}`,
  samples: "Create a sample task",
  samplesText: "Choose a picture, then press Create task. Sample tasks stay in the demo and cost nothing.",
  pictures,
};
