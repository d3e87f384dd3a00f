/** Whether this device plays a codec without effort. Everybody plays H.264; the others are asked for once. */

const known = new Map<string, boolean>();

export function plays(codecs: string): boolean {
  if (/avc[13]|^$/.test(codecs)) return true;
  const before = known.get(codecs);
  if (before !== undefined) return before;
  known.set(codecs, false); // until the browser answers
  const video = { contentType: `video/mp4; codecs="${codecs.split(',')[0]}"`, width: 720, height: 1280, bitrate: 1_500_000, framerate: 30 };
  navigator.mediaCapabilities
    ?.decodingInfo({ type: 'file', video })
    .then((can) => known.set(codecs, can.supported && can.smooth && can.powerEfficient))
    .catch(() => {});
  return false;
}
