/** What the built-in Toloka offers for a first task: a pool whose tasks have one image, and pictures for it. */
export const SAMPLES = {
  poolId: "1080020",
  /** The task's field. */
  field: "image",
  pictures: ["dog", "white-dog", "cat", "grey-cat"],
} as const;

export type SampleName = (typeof SAMPLES.pictures)[number];

/** `tolokaUrl`: the address of the built-in Toloka. */
export const samplePictureUrl = (tolokaUrl: string, name: SampleName): string => `${tolokaUrl}/pictures/${name}.png`;
