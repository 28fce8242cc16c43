/** What the worker's page says around a classic interface. */
export const en = {
  submit: "Submit",
  upload: (type: string, name: string) =>
    `A field of type “${type}” (${name}): files stay with the worker. Here a made-up id stands for one. `,
  addSample: "Add a sample file",
  sampleAdded: (id: string) => `Sample file: ${id}`,
  notDrawn: (type: string, name: string) => `A field of type “${type}” (${name}) can't be answered here.`,
  asset: "Files of other sites aren't loaded here, so what depends on them is missing.",
  script: "The interface's script failed",
  cantLoad: "Couldn't load:",
};
