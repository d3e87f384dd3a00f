/** What was searched for on this device: never sent anywhere, forgotten at a tap. */
import { readSearches, remembered, without } from '../kernels/recent';

const KEY = 'mutoscope.searches';

class Recent {
  list = $state.raw<string[]>(read());

  add(text: string): void {
    this.set(remembered(this.list, text));
  }

  drop(text: string): void {
    this.set(without(this.list, text));
  }

  clear(): void {
    this.set([]);
  }

  private set(list: string[]): void {
    this.list = list;
    try {
      if (list.length) localStorage.setItem(KEY, JSON.stringify(list));
      else localStorage.removeItem(KEY);
    } catch {
      // A browser that keeps nothing: they last as long as the page.
    }
  }
}

export const recent = new Recent();

function read(): string[] {
  try {
    return readSearches(localStorage.getItem(KEY));
  } catch {
    return [];
  }
}
