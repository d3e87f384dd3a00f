/** One question with two answers, as a promise: `if (await ask({...})) remove()`. */

/** `first`: what one may want to do before answering; the question stays. */
export type Question = { title: string; text?: string; first?: { label: string; run: () => void }; yes: string; no: string; danger?: boolean };

class Asked {
  question = $state<Question | null>(null);
  answer: (yes: boolean) => void = () => {};
}

export const asked = new Asked();

export function ask(question: Question): Promise<boolean> {
  asked.answer(false); // an older question is taken as «no»
  asked.question = question;
  return new Promise((resolve) => {
    asked.answer = (yes) => {
      asked.question = null;
      asked.answer = () => {};
      resolve(yes);
    };
  });
}
