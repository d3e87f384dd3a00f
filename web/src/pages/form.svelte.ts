/** What every form does: send once, show each refusal at its field, put the reader at the first wrong one. */
import { ApiError } from '../api/client';
import { problem } from '../app/toasts.svelte';
import { say } from '../i18n';

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
    this.clear();
    if (!this.complete(form)) return false;
    this.busy = true;
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

  /** Every field that is needed says so at once, before anybody is asked. */
  private complete(form: HTMLFormElement): boolean {
    const fields = [...form.elements].filter((one) => one instanceof HTMLInputElement);
    const empty = fields.filter((one) => one.required && one.name && one.value === '');
    for (const one of empty) this.fields[one.name] = say('app.needed');
    empty[0]?.focus();
    return empty.length === 0;
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
