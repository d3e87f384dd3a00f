/** What a page shows of the server: asked for once it is known who asks. `it` is drawn by the page, all else by
 * <Instead of={loaded}>. */
import { ApiError } from '../api/client';
import { loadMe, session } from './session.svelte';

export class Loaded<T> {
  /** Null until it came; whoever changes it on the server writes the new state here. */
  it = $state<T | null>(null);
  trouble = $state<unknown>(null);
  #asked = 0;

  /** Asks at once. `whose`: what is about one's own account is not asked for by strangers. */
  constructor(
    private readonly ask: () => Promise<T>,
    private readonly whose: 'own' | 'anyone' = 'own',
  ) {
    void this.load();
  }

  /** Somebody would have to log in first. While that is not known, or can't be found out, nobody has to. */
  get out(): boolean {
    return this.whose === 'own' && session.me !== null && !session.person;
  }

  /** Asks again; of several questions the last one's answer counts. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    this.trouble = null;
    try {
      if (!session.me) await loadMe();
      if (this.out) return;
      const answer = await this.ask();
      if (asked === this.#asked) this.it = answer;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) await loadMe().catch(() => {}); // logged out elsewhere
      if (asked !== this.#asked) return;
      this.it = null;
      this.trouble = error;
    }
  }
}
