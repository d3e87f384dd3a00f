/** Where a video stands on its way from a phone to its viewers, in steps a person can follow. */

/** The server's words for a video's state. */
export type ServerState =
  | 'rendering' | 'uploading' | 'received' | 'probed' | 'playable' | 'screened' | 'published' | 'optimised' | 'held' | 'failed' | 'removed';

export type Step = 'sending' | 'checking' | 'preparing' | 'ready' | 'improving' | 'done' | 'stopped';

export const STEPS: readonly Step[] = ['sending', 'checking', 'preparing', 'ready', 'improving', 'done'];

export function stepOf(state: ServerState): Step {
  switch (state) {
    case 'uploading':
      return 'sending';
    case 'received':
      return 'checking';
    case 'rendering': // the studio makes its film
    case 'probed':
      return 'preparing';
    case 'playable':
    case 'screened':
      return 'ready';
    case 'published':
      return 'improving';
    case 'optimised':
      return 'done';
    default:
      return 'stopped';
  }
}

/** Whether somebody else may meet it. */
export function isOut(state: ServerState): boolean {
  return state === 'published' || state === 'optimised';
}

/** Milliseconds until the next question to the server: quick at first, patient later. */
export function patience(asked: number, step: Step): number {
  if (step === 'improving') return 5000;
  return Math.min(600 + asked * 150, 2500);
}
