/** What every form does: send once, show each refusal at its field, put the reader at the first wrong one. */
import { ApiError } from '../api/client';
import { problem } from '../app/toasts.svelte';

export class Form {
  busy = $state(false);
  /** What is wrong with the form as a whole. */
  wrong = $state('');
  /** What is wrong with a field, by its name. */
  fields = $state<Record<string, string>>({});
  code = $state('');

  /** Runs `act` for a submitted form; true when it went well. */
  async submit(event: SubmitEvent, act: () => Promise<void>): Promise<boolean> {
    event.preventDefault();
    if (this.busy) return false;
    const form = event.currentTarget as HTMLFormElement;
    this.busy = true;
    this.clear();
    try {
      await act();
      return true;
    } catch (error) {
      this.refuse(error, form);
      return false;
    } finally {
      this.busy = false;
    }
  }

  clear(): void {
    this.wrong = this.code = '';
    this.fields = {};
  }

  private refuse(error: unknown, form: HTMLFormElement): void {
    const known = (name: string) => form.elements.namedItem(name) !== null;
    if (error instanceof ApiError) {
      this.code = error.code;
      // `fields` may carry a sentence per field, or name the field that the message is about.
      for (const [name, text] of Object.entries(error.fields)) if (known(name) && typeof text === 'string') this.fields[name] = text;
      const about = error.fields['field'];
      if (typeof about === 'string' && known(about)) this.fields[about] = error.message;
    }
    if (!Object.keys(this.fields).length) this.wrong = problem(error);
    const first = Object.keys(this.fields)[0];
    const field = first ? form.elements.namedItem(first) : null;
    if (field instanceof HTMLElement) field.focus();
  }
}
