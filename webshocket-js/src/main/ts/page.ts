/**
 * Listens to the page; in a worker to what there is of it, and in Node to nothing.
 *
 * @param woke the page is seen again, thawed or back from the back/forward cache, or the network has changed
 * @param hid it may go into the back/forward cache, where no socket lives
 * @returns what ends it
 */
export function watchPage(woke: () => void, hid: () => void): () => void {
  const ending = new AbortController();
  const page = globalThis.document;
  function listen(target: EventTarget | undefined, types: string, listener: (event: any) => void): void {
    for (const type of types.split(" ")) {
      target?.addEventListener?.(type, listener, ending);
    }
  }
  listen(globalThis, "online offline pageshow", woke);
  listen(page, "resume", woke);
  listen(page, "visibilitychange", () => page.visibilityState === "visible" && woke());
  listen(globalThis, "pagehide", ({ persisted }) => persisted && hid());
  return () => ending.abort();
}
