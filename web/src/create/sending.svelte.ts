/** One file on its way to the server, by tus: in pieces, from where it stopped, through bad networks. */
import { DetailedError, Upload } from 'tus-js-client';
import { api, ApiError } from '../api/client';

export type Ticket = { video_id: string; upload_id: string; upload_url: string; token: string; expires_ms: number };

/** waiting: for the network; stopped: by the person; refused: by the server, with its sentence. */
export type Phase = 'asking' | 'sending' | 'waiting' | 'paused' | 'sent' | 'refused';

const PIECE = 4 * 1024 * 1024; // small enough for phones that give a page little memory
const PAUSES_MS = [500, 1000, 2000, 4000, 8000];

export class Sending {
  phase = $state<Phase>('asking');
  sentBytes = $state(0);
  /** Why it was refused, in the server's words; empty: it gave none. */
  reason = $state('');
  readonly total: number;
  private upload: Upload | null = null;
  private ended = false;

  constructor(
    private readonly file: Blob,
    private readonly clientId: string,
    private readonly onticket: (ticket: Ticket) => void,
    /** Where the server is asked for an upload of this kind. */
    private readonly desk = '/api/uploads',
  ) {
    this.total = file.size;
    addEventListener('online', this.again);
  }

  /** Asks for an upload (the same one as before, for the same file) and sends what is missing. */
  async start(): Promise<void> {
    if (this.ended) return;
    this.phase = 'asking';
    const name = this.file instanceof File ? this.file.name : '';
    try {
      const ticket = await api.post<Ticket>(this.desk, { size: this.total, name, type: this.file.type, client_id: this.clientId });
      if (this.ended) return;
      this.onticket(ticket);
      this.send(ticket);
    } catch (error) {
      this.stumble(error instanceof ApiError ? error.status : 0, error instanceof ApiError ? error.message : '');
    }
  }

  pause(): void {
    if (this.phase !== 'sending' && this.phase !== 'waiting' && this.phase !== 'asking') return;
    this.phase = 'paused';
    void this.upload?.abort();
  }

  resume(): void {
    if (this.phase !== 'paused') return;
    void this.start();
  }

  /** Stops for good on this side; deleting the video on the server is another's act. */
  end(): void {
    this.ended = true;
    removeEventListener('online', this.again);
    void this.upload?.abort();
  }

  private readonly again = () => {
    if (this.phase === 'waiting') void this.start();
  };

  private send(ticket: Ticket): void {
    if (this.phase === 'paused') return;
    this.phase = 'sending';
    void this.upload?.abort();
    this.upload = new Upload(this.file, {
      uploadUrl: ticket.upload_url,
      headers: { Authorization: `Bearer ${ticket.token}` },
      chunkSize: PIECE,
      retryDelays: PAUSES_MS,
      storeFingerprintForResuming: false, // the server knows the upload by our name for the file
      onProgress: (sent) => {
        this.sentBytes = Math.max(0, sent);
        if (this.phase === 'waiting') this.phase = 'sending';
      },
      onChunkComplete: (_, accepted) => (this.sentBytes = accepted),
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        const passing = isPassing(status);
        if (passing && this.phase === 'sending') this.phase = 'waiting';
        return passing;
      },
      onSuccess: () => {
        this.sentBytes = this.total;
        this.phase = 'sent';
        removeEventListener('online', this.again);
      },
      onError: (error) => {
        const answer = error instanceof DetailedError ? error.originalResponse : null;
        this.stumble(answer?.getStatus() ?? 0, sentence(answer?.getBody() ?? ''));
      },
    });
    this.upload.start();
  }

  /** A network that is gone comes back; a refusal does not. */
  private stumble(status: number, message: string): void {
    if (this.ended || this.phase === 'paused') return;
    if (!isPassing(status)) {
      this.phase = 'refused';
      this.reason = message;
      return;
    }
    this.phase = 'waiting';
    setTimeout(this.again, 4000);
  }
}

/** No answer, a stumbling server, two writers at once, too much at once: all of it goes by. */
function isPassing(status: number): boolean {
  return status === 0 || status >= 500 || status === 409 || status === 423 || status === 429;
}

function sentence(body: string): string {
  try {
    const answer = JSON.parse(body) as { message?: unknown };
    return typeof answer.message === 'string' ? answer.message : '';
  } catch {
    return '';
  }
}
