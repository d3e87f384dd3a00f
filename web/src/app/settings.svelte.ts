/** Choices that belong to this device: theme, data saver, sound. */

export type Theme = 'auto' | 'dark' | 'light';
/** Unasked: a video starts muted and the first tap brings its sound. */
export type Sound = 'unasked' | 'on' | 'off';
const KEY = 'mutoscope.device';

type Saved = { theme: Theme; dataSaver: boolean; sound: Sound };

class Device {
  theme = $state<Theme>('auto');
  /** The person's own wish; the browser's «save data» counts as one too. */
  dataSaver = $state(false);
  /** Whether videos start with their sound: what was chosen last. */
  sound = $state<Sound>('unasked');

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
      sound: saved.sound === 'on' || saved.sound === 'off' ? saved.sound : 'unasked',
    };
  } catch {
    return {};
  }
}
