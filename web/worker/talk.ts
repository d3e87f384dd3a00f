/** What the service worker says to a page. */

export const WORD = { go: 'mutoscope.go', news: 'mutoscope.news' } as const;

export type ToPage = { kind: typeof WORD.go; path: string } | { kind: typeof WORD.news; unread: number };
