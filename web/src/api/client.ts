/** One way to talk to the server: JSON in and out, the CSRF token on writes, every failure an ApiError. */
import { tellRefused } from '../app/refused';
import { language } from '../i18n';

/** A refusal (the server's own sentence, fit to show), or «offline» when nobody answered. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  get offline(): boolean {
    return this.code === 'offline';
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Options = { signal?: AbortSignal; keepalive?: boolean; headers?: Record<string, string> };

let knownToken = '';

/** The token from /api/me, for browsers that hide the cookie. */
export function rememberToken(token: string): void {
  knownToken = token;
}

async function freshToken(): Promise<string> {
  rememberToken((await call<{ csrf: string }>('GET', '/api/me', undefined)).csrf);
  return knownToken;
}

export const api = {
  get: <T>(path: string, options?: Options) => call<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: Options) => call<T>('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options?: Options) => call<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options?: Options) => call<T>('PATCH', path, body, options),
  delete: <T>(path: string, options?: Options) => call<T>('DELETE', path, undefined, options),
};

async function call<T>(method: Method, path: string, body: unknown, options: Options = {}, again = true): Promise<T> {
  const response = await send(method, path, body, options);
  const answer = await read(response);
  if (response.ok) return answer as T;
  if (response.status === 403 && again && method !== 'GET' && (!isRefusal(answer) || answer.code === 'csrf')) {
    await freshToken(); // it changes when somebody logs in, in another tab perhaps
    return call<T>(method, path, body, options, false);
  }
  if (response.status === 403 || response.status === 404) tellRefused(path);
  throw failure(response.status, answer);
}

async function send(method: Method, path: string, body: unknown, options: Options): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language(), ...options.headers };
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (method !== 'GET') headers['X-CSRFToken'] = cookie('csrftoken') || knownToken || (await freshToken());
  if (body instanceof Blob) {
    init.body = body;
    headers['Content-Type'] ??= body.type || 'application/octet-stream';
  } else if (body !== undefined) {
    init.body = JSON.stringify(body);
    headers['Content-Type'] = 'application/json';
  }
  if (options.signal) init.signal = options.signal;
  if (options.keepalive) init.keepalive = true;
  try {
    return await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'offline', '');
  }
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => '');
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null; // a proxy's own error page
  }
}

function failure(status: number, answer: unknown): ApiError {
  if (isRefusal(answer)) return new ApiError(status, answer.code, answer.message, answer.fields ?? {});
  if (status === 422) return new ApiError(status, 'not_understood', '');
  return new ApiError(status, status >= 500 ? 'server_trouble' : 'refused', '');
}

type Wire = { code: string; message: string; fields?: Record<string, unknown> };

function isRefusal(answer: unknown): answer is Wire {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer;
}

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}
