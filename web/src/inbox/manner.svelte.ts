/** How one is told away from the page, and whether this browser rings: the server's answer and the browser's. */
import { api } from '../api/client';
import type { paths } from '../api/schema';
import { register } from '../app/worker';

export type Manner = paths['/api/notices/manner']['get']['responses'][200]['content']['application/json'];
export type Wish = Partial<Pick<Manner, 'time_zone' | 'quiet_from' | 'quiet_until' | 'details' | 'digest' | 'digest_hour' | 'digest_day'>>;
/** What stands in the way of ringing here, if anything does. */
export type Ringing = 'on' | 'off' | 'denied' | 'install' | 'unsupported' | 'closed';

/** The service worker was not there in time, or the browser could not reach its push service. */
export class NoService extends Error {}

const PATIENCE_MS = 60_000;

export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';

class Manners {
  answer = $state<Manner | null>(null);
  /** This browser holds a subscription. */
  private holds = $state(false);
  private permission = $state<NotificationPermission>('default');

  get ringing(): Ringing {
    if (!this.answer?.push_key) return 'closed';
    if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return isAppleBrowser() ? 'install' : 'unsupported';
    if (this.permission === 'denied') return 'denied';
    return this.answer.here && this.holds ? 'on' : 'off';
  }

  async load(): Promise<void> {
    this.look();
    this.answer = await api.get<Manner>('/api/notices/manner');
    const registration = await navigator.serviceWorker?.getRegistration();
    this.holds = !!(await registration?.pushManager?.getSubscription());
  }

  /** Permission may have been given or taken in the browser's own settings. */
  look(): void {
    if ('Notification' in window) this.permission = Notification.permission;
  }

  /** Shows at once, and goes back if it is refused. */
  async change(wish: Wish): Promise<void> {
    const before = this.answer;
    if (before) this.answer = { ...before, ...wish };
    try {
      this.answer = await api.patch<Manner>('/api/notices/manner', wish);
    } catch (error) {
      this.answer = before;
      throw error;
    }
  }

  /** Asks the browser, subscribes and tells the server; false: the person said no. Throws NoService. */
  async turnOn(): Promise<boolean> {
    this.permission = await Notification.requestPermission();
    if (this.permission !== 'granted' || !this.answer) return false;
    const subscription = await this.subscription(this.answer.push_key);
    const { endpoint, keys } = subscription.toJSON();
    this.answer = await api.put<Manner>('/api/notices/push', { endpoint, p256dh: keys?.['p256dh'], auth: keys?.['auth'], time_zone: zoneHere() });
    this.holds = true;
    return true;
  }

  async turnOff(): Promise<void> {
    this.answer = await api.delete<Manner>('/api/notices/push');
    const registration = await navigator.serviceWorker.getRegistration();
    await (await registration?.pushManager.getSubscription())?.unsubscribe().catch(() => false);
    this.holds = false;
  }

  private async subscription(key: string): Promise<PushSubscription> {
    await register();
    const registration = await inTime(navigator.serviceWorker.ready);
    const held = await registration.pushManager.getSubscription();
    if (held && encoded(held.options.applicationServerKey) === key) return held;
    await held?.unsubscribe(); // made for a key that the server does not have any more
    try {
      return await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    } catch (error) {
      throw new NoService(String(error));
    }
  }
}

export const manners = new Manners();

/** Safari on a phone only rings for installed apps, and hides all of it before. */
function isAppleBrowser(): boolean {
  return /iPhone|iPad/.test(navigator.userAgent) && !matchMedia('(display-mode: standalone)').matches;
}

function inTime<T>(wanted: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new NoService('no service worker')), PATIENCE_MS);
    wanted.then(resolve, reject);
  });
}

function encoded(key: ArrayBuffer | null): string {
  if (!key) return '';
  const text = String.fromCharCode(...new Uint8Array(key));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
