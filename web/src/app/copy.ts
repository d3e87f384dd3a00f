/** Puts words on the clipboard and says `done`; where there is none, or it is closed, shows the words instead. */
import { toast } from './toasts.svelte';

export async function copyText(text: string, done: string, otherwise = text): Promise<void> {
  try {
    await navigator.clipboard.writeText(text); // undefined on an insecure origin
    toast(done);
  } catch {
    if (otherwise) toast(otherwise);
  }
}
