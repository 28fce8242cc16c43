/** The built documents that draw the worker's view, by what they draw. The build puts them in. */
declare const __WORKER_VIEW_FRAMES__: Record<FrameKind, string>;

/** `classic`: HTML with Handlebars, without the requester's script; `script`: with it. `template`: Template Builder. */
export type FrameKind = "classic" | "script" | "template";

export const frameAddress = (kind: FrameKind): string => __WORKER_VIEW_FRAMES__[kind];
