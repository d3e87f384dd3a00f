/** Passkeys between the server's JSON and the browser's buffers (WebAuthn level 3, section 5.1). */

type Options = { options: { publicKey: Record<string, unknown> } };
type Named = Record<string, unknown> & { id: string };

/** Whether this browser can make and use passkeys here. */
export function canPasskey(): boolean {
  return isSecureContext && typeof PublicKeyCredential === 'function';
}

/** Makes a passkey for the server's options; null when the person changed their mind. */
export function makePasskey({ options }: Options): Promise<unknown> {
  const key = options.publicKey;
  const user = key['user'] as Named;
  const publicKey = {
    ...key,
    challenge: buffer(key['challenge']),
    user: { ...user, id: buffer(user.id) },
    excludeCredentials: listed(key['excludeCredentials']),
  } as unknown as PublicKeyCredentialCreationOptions;
  return answered(navigator.credentials.create({ publicKey }));
}

/** Asks for a passkey for the server's options; null when the person changed their mind. */
export function usePasskey({ options }: Options): Promise<unknown> {
  const key = options.publicKey;
  const publicKey = {
    ...key,
    challenge: buffer(key['challenge']),
    allowCredentials: listed(key['allowCredentials']),
  } as unknown as PublicKeyCredentialRequestOptions;
  return answered(navigator.credentials.get({ publicKey }));
}

async function answered(asked: Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await asked;
    return credential instanceof PublicKeyCredential ? plain(credential) : null;
  } catch (error) {
    if (error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name)) return null;
    throw error;
  }
}

function plain(credential: PublicKeyCredential): unknown {
  const response: Record<string, string> = {};
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    const value = (credential.response as unknown as Record<string, unknown>)[name];
    if (value instanceof ArrayBuffer) response[name] = text(value);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

const listed = (list: unknown) => ((list ?? []) as Named[]).map((one) => ({ ...one, id: buffer(one.id) }));

function buffer(base64url: unknown): ArrayBuffer {
  const binary = atob(String(base64url).replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0)).buffer;
}

function text(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
