/** Choices that belong to this device: theme, data saver, sound. */

export type Theme = 'auto' | 'dark' | 'light';
const KEY = 'mutoscope.device';

type Saved = { theme: Theme; dataSaver: boolean; sound: boolean };

class Device {
  theme = $state<Theme>('auto');
  /** The person's own wish; the browser's «save data» counts as one too. */
  dataSaver = $state(false);
  /** Whether videos start with their sound: true after the first tap on it. */
  sound = $state(false);

  constructor() {
    Object.assign(this, read());
  }

  get savesData(): boolean {
    return this.dataSaver || Boolean((navigator as { connection?: { saveData?: boolean } }).connection?.saveData);
  }

  keep(): void {
    const saved: Saved = { theme: this.theme, dataSaver: this.dataSaver, sound: this.sound };
    localStorage.setItem(KEY, JSON.stringify(saved));
    this.paint();
  }

  paint(): void {
    const root = document.documentElement;
    if (this.theme === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = this.theme;
  }
}

export const device = new Device();

function read(): Partial<Saved> {
  try {
    const saved = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Saved>;
    return {
      theme: saved.theme === 'dark' || saved.theme === 'light' ? saved.theme : 'auto',
      dataSaver: saved.dataSaver === true,
      sound: saved.sound === true,
    };
  } catch {
    return {};
  }
}
