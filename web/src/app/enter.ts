/**
 * Whether this key sends what is being written: Enter where there is a real keyboard, with Shift for a new line.
 * On a phone Enter is the only way to a new line; Ctrl or Cmd with Enter sends everywhere. An Enter that only
 * ends the choice of an input method sends nothing.
 */
export function sends(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || event.isComposing) return false;
  return event.ctrlKey || event.metaKey || (!event.shiftKey && matchMedia('(pointer: fine)').matches);
}
