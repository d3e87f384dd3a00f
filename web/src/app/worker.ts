/** Starts the service worker once the first screen stands: it must cost the first video nothing. */

export function startWorker(): void {
  if (!import.meta.env.PROD || !navigator.serviceWorker) return; // insecure origins have none
  const start = () => void navigator.serviceWorker.register('/sw.js').catch(() => {}); // everything works without
  if (document.readyState === 'complete') setTimeout(start, 3000);
  else addEventListener('load', () => setTimeout(start, 3000), { once: true });
}
