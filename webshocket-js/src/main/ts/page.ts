/** What happens to a page that its connection has to know. */
export interface PageEvents {
  /** It is seen again, thawed or back from the back/forward cache, or the network has changed. */
  woke(): void;
  /** It may go into the back/forward cache, where no socket lives. */
  hid(): void;
}

/** Listens to the page; in a worker to what there is of it, and in Node to nothing. Returns what ends it. */
export function watchPage({ woke, hid }: PageEvents): () => void {
  const ending = new AbortController();
  const listen = (target: EventTarget | undefined, type: string, listener: (event: Event) => void) =>
    target?.addEventListener?.(type, listener, { signal: ending.signal });
  const page = globalThis.document;
  for (const type of ["online", "offline", "pageshow"]) {
    listen(globalThis, type, woke);
  }
  listen(page, "resume", woke);
  listen(page, "visibilitychange", () => page.visibilityState === "visible" && woke());
  listen(globalThis, "pagehide", (event) => (event as PageTransitionEvent).persisted && hid());
  return () => ending.abort();
}
