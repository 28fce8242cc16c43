import type { SampleName } from "../../../shared/samples.ts";

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
  newTaskIn: (pool: string) => `New task in ${pool}`,
  samples: "Create a sample task",
  samplesText: "Choose a picture, then press Create task. Sample tasks stay in the demo and cost nothing.",
  sample: (name: string) => `Use picture: ${name}`,
  pictures,
};
