/** Addresses at which other networks let one write about a page: plain links, nothing of theirs runs here. */

export type Network = 'whatsapp' | 'telegram' | 'mastodon' | 'reddit' | 'x' | 'facebook' | 'mail' | 'sms';
export const networks: readonly Network[] = ['whatsapp', 'telegram', 'mastodon', 'reddit', 'x', 'facebook', 'mail', 'sms'];

/** Letters of a text that travel along; the page says the rest. */
const MOST = 140;

export type Said = { url: string; text: string };

/** Where to write about `said`; `home` is the Mastodon server of whoever writes. */
export function compose(network: Network, said: Said, home = ''): string {
  const url = encodeURIComponent(said.url);
  const words = shortened(said.text);
  const text = encodeURIComponent(words);
  const both = encodeURIComponent(words ? `${words} ${said.url}` : said.url);
  switch (network) {
    case 'whatsapp':
      return `https://wa.me/?text=${both}`;
    case 'telegram':
      return `https://t.me/share/url?url=${url}&text=${text}`;
    case 'mastodon':
      return `https://${home}/share?text=${both}`;
    case 'reddit':
      return `https://www.reddit.com/submit?url=${url}&title=${text}`;
    case 'x':
      return `https://x.com/intent/post?url=${url}&text=${text}`;
    case 'facebook':
      return `https://www.facebook.com/sharer/sharer.php?u=${url}`;
    case 'mail':
      return `mailto:?subject=${text}&body=${both}`;
    case 'sms':
      return `sms:?&body=${both}`;
  }
}

/** The host of a Mastodon server as somebody wrote it (a host, an address, or @name@host); empty when it is none. */
export function serverOf(written: string): string {
  const text = written.trim().toLowerCase().replace(/^@?[^@/\s]+@/, '');
  try {
    const { hostname, port } = new URL(text.includes('://') ? text : `https://${text}`);
    return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname) ? hostname + (port && `:${port}`) : '';
  } catch {
    return '';
  }
}

function shortened(text: string): string {
  const line = [...text.trim().replace(/\s+/g, ' ')];
  return line.length <= MOST ? line.join('') : line.slice(0, MOST - 1).join('').trimEnd() + '…';
}
