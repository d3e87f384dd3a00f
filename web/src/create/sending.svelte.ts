/** One file on its way to the server, by tus: in pieces, from where it stopped, through bad networks. While nobody
 * answers it is tried again and again, ever more seldom; at once when the network comes back. */
import { DetailedError, Upload } from 'tus-js-client';
import { api, ApiError } from '../api/client';
import { pauseMs } from '../kernels/again';

export type Ticket = { video_id: string; upload_id: string; upload_url: string; token: string; expires_ms: number };

/** waiting: for the network; stopped: by the person; refused: by the server, with its sentence. */
export type Phase = 'asking' | 'sending' | 'waiting' | 'paused' | 'sent' | 'refused';

const PIECE = 4 * 1024 * 1024; // small enough for phones that give a page little memory

export class Sending {
  phase = $state<Phase>('asking');
  sentBytes = $state(0);
  /** Why it was refused, in the server's words; empty: it gave none. */
  reason = $state('');
  readonly total: number;
  private upload: Upload | null = null;
  private ended = false;
  private asking = false;
  /** Tries since something last arrived. */
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly file: Blob,
    private readonly clientId: string,
    private readonly onticket: (ticket: Ticket) => void,
    /** Where the server is asked for an upload of this kind. */
    private readonly desk = '/api/uploads',
  ) {
    this.total = file.size;
    addEventListener('online', this.back);
  }

  /** Asks for an upload (the same one as before, for the same file) and sends what is missing. */
  async start(): Promise<void> {
    if (this.ended || this.asking) return;
    this.asking = true;
    if (this.phase !== 'waiting') this.phase = 'asking';
    const name = this.file instanceof File ? this.file.name : '';
    try {
      const ticket = await api.post<Ticket>(this.desk, { size: this.total, name, type: this.file.type, client_id: this.clientId });
      if (this.ended) return;
      this.onticket(ticket);
      this.send(ticket);
    } catch (error) {
      this.stumble(error instanceof ApiError ? error.status : 0, error instanceof ApiError ? error.message : '');
    } finally {
      this.asking = false;
    }
  }

  pause(): void {
    if (this.phase !== 'sending' && this.phase !== 'waiting' && this.phase !== 'asking') return;
    this.phase = 'paused';
    void this.upload?.abort();
  }

  resume(): void {
    if (this.phase !== 'paused') return;
    this.failures = 0;
    this.phase = 'asking';
    void this.start();
  }

  /** Stops for good on this side; deleting the video on the server is another's act. */
  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
    removeEventListener('online', this.back);
    void this.upload?.abort();
  }

  private readonly again = () => {
    clearTimeout(this.timer);
    if (this.phase === 'waiting') void this.start();
  };

  private readonly back = () => {
    this.failures = 0;
    this.again();
  };

  private send(ticket: Ticket): void {
    if (this.ended || this.phase === 'paused') return; // by whoever took the ticket
    if (this.phase === 'asking') this.phase = 'sending';
    void this.upload?.abort();
    this.upload = new Upload(this.file, {
      uploadUrl: ticket.upload_url,
      headers: { Authorization: `Bearer ${ticket.token}` },
      chunkSize: PIECE,
      retryDelays: null,
      storeFingerprintForResuming: false, // the server knows the upload by our name for the file
      onProgress: (sent) => {
        if (this.phase === 'waiting' && sent > this.sentBytes) this.phase = 'sending';
        this.sentBytes = Math.max(0, sent);
      },
      onChunkComplete: (_, accepted) => {
        this.sentBytes = accepted;
        this.failures = 0;
      },
      onSuccess: () => {
        this.sentBytes = this.total;
        this.phase = 'sent';
        removeEventListener('online', this.back);
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
    clearTimeout(this.timer);
    this.timer = setTimeout(this.again, pauseMs(++this.failures, Math.random()));
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
