/** What changes how an account is guarded asks for a fresh proof first; then it is done as if nothing had been. */
import { ApiError } from '../api/client';

export type Way = 'password' | 'code' | 'passkey';

class Proof {
  /** The ways there are, while somebody is asked. */
  ways = $state.raw<Way[] | null>(null);
  answer: (proved: boolean) => void = () => {};
}

export const proof = new Proof();

/** Does `act`; when the server wants a proof, asks for it and does it again. Null when none was given. */
export async function proved<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'confirm_first') throw error;
    const given = await new Promise<boolean>((resolve) => {
      proof.answer = resolve;
      proof.ways = error.fields['ways'] as Way[];
    });
    proof.ways = null;
    return given ? act() : null;
  }
}
