/** The listeners of this process. Each is called in its own microtask: one that throws does not affect the others. */
export function createNotifications(): {
  notify(payload: string): void;
  listen(listener: (payload: string) => void): () => void;
} {
  const listeners = new Set<{ call: (payload: string) => void }>();
  return {
    notify(payload) {
      for (const { call } of listeners) queueMicrotask(() => call(payload));
    },
    listen(listener) {
      // An object of its own: the same function may be added twice.
      const added = { call: listener };
      listeners.add(added);
      return () => void listeners.delete(added);
    },
  };
}
