/** Whoever merely watches a video asks nothing of the server, and would see one that was taken away go on for ever:
 * so it is asked now and then whether it still stands, ever more seldom. */
const FIRST_MS = 12_000;
const MOST_MS = 96_000;

/** Asks while the page is in view; `ongone` hears it once. Returns how to stop. */
export function watchOver(stands: () => Promise<boolean>, ongone: () => void): () => void {
  let pause = FIRST_MS;
  let timer = setTimeout(ask, pause);
  async function ask() {
    const gone = document.visibilityState === 'visible' && !(await stands());
    if (!timer) return;
    if (gone) return ongone();
    pause = Math.min(pause * 2, MOST_MS);
    timer = setTimeout(ask, pause);
  }
  return () => {
    clearTimeout(timer);
    timer = 0 as unknown as typeof timer;
  };
}
