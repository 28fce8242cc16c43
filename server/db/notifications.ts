/** The listeners of this process. One that throws must not keep the news from the others, so each is called on its own. */
export function createNotifications(): {
  tell(payload: string): void;
  listen(heard: (payload: string) => void): () => void;
} {
  const listeners = new Set<{ heard: (payload: string) => void }>();
  return {
    tell(payload) {
      for (const { heard } of listeners) queueMicrotask(() => heard(payload));
    },
    listen(heard) {
      const listener = { heard };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
