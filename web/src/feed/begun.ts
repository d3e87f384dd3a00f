/** Whether this browser was asked, once, what its owner likes. */
const KEY = 'mutoscope.begun';

export function begun(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return true; // what can't be remembered would be asked again and again
  }
}

export function haveBegun(): void {
  try {
    localStorage.setItem(KEY, '1');
  } catch {
    // then it was not asked either
  }
}
