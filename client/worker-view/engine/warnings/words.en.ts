/** What the operator is told about an interface. */
export default {
  fault: (text: string) => `The interface can't be shown: ${text}`,
  neverFilled: (field: string) =>
    `${field} is required, but nothing in the interface fills it: no answer can be submitted.`,
  refused: (field: string, why: string) => `The interface accepts an answer that output_spec refuses. ${field}: ${why}`,
  refusedAfter: (choice: string, field: string, why: string) =>
    `After ${choice} the interface accepts an answer that output_spec refuses. ${field}: ${why}`,
  noOutput: (field: string) => `The interface writes ${field}, which is not in output_spec.`,
  notOffered: (field: string, value: string) =>
    `output_spec allows ${value} for ${field}, but the interface doesn't offer it. A known solution with it never matches.`,
  looser: (field: string) =>
    `output_spec limits the text of ${field}, but the interface doesn't: some answers are refused after Submit.`,
  hiddenInput: (field: string) => `The interface reads the hidden field ${field}. Tolokers get nothing there.`,
  noInput: (field: string) => `The interface reads ${field}, which is not among the input fields that Tolokers get.`,
  sharedPath: (field: string) =>
    `Two branches write ${field} and offer different values. What was chosen in one stays in the answer when the other is shown.`,
  literalData: (value: string) =>
    `"data" is the text ${value}, not a data component. The value always counts as filled.`,
  otherKind: (field: string) => `An action writes plain text into ${field}, whose field expects another kind of value.`,
  unknownRule: (type: string) => `${type} isn't known here, so it does nothing in this preview.`,
  uncheckedPattern: (pattern: string) => `The pattern ${pattern} can't be checked in this preview.`,
  plainHttp: (url: string) => `The URL starts with http://. The page is on https:// and may not load it: ${url}`,
  privateHost: (url: string) => `The host is not on the public internet, so Tolokers can't load it: ${url}`,
  noAddress: (url: string) => `This is not a web address: ${url}`,
  freeText: (field: string) =>
    `${field} is free text, and known solutions are compared exactly. Add several solutions, or leave it out.`,
  url: (field: string) =>
    `${field} is a URL, and known solutions are compared exactly: https, a final slash and parameters count.`,
  inexact: (field: string) => `Answers in ${field} are almost never exactly equal. Leave it out of known solutions.`,
  inexactRequired: (field: string) =>
    `Answers in ${field} are almost never exactly equal, and it is required: control tasks don't work in this project.`,
  upload: (field: string) => `${field} is an uploaded file. It can't be part of a known solution.`,
  uploadRequired: (field: string) =>
    `${field} is an uploaded file and required: control tasks don't work in this project.`,
} satisfies Record<string, (...parts: never[]) => string>;
