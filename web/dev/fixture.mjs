// A stand-in for the server while working on the screens alone: `node dev/fixture.mjs <folder of mp4 and jpg> [port]`.
// It is never part of the build, and no test rests on it: those talk to the real server.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [folder, port = '8171'] = process.argv.slice(2);
const client = new URL('../../src/mutoscope/project/client/', import.meta.url).pathname;
const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', mp4: 'video/mp4', jpg: 'image/jpeg', woff2: 'font/woff2' };
const names = readdirSync(folder).filter((f) => f.endsWith('.mp4')).sort();
const captions = ['Morning light over the dunes #sunrise #calm', 'Deeper and deeper, with @ana watching every single turn of it and a very long text that does not fit into two lines of a phone #fractal', '', 'One slow breath #calm', 'Cells that live and die #life', 'Wide as the sea', 'Round and round', 'Triangles'];
let served = 0;

const card = (n) => {
  const i = n % names.length;
  const file = names[i];
  return {
    id: `video${String(n).padStart(8, '0')}`,
    creator: { id: `c${i % 3}`, handle: ['ana', 'leo', 'mika'][i % 3], name: ['Ana Lund', 'Leo', 'Mika Oda'][i % 3], avatar_url: null },
    caption: captions[i % captions.length], tags: [], sound: { id: 's', title: i % 2 ? 'Slow hum' : '', creator_handle: 'leo' },
    duration_ms: 7000, width: i === 5 ? 960 : i === 6 ? 720 : 540, height: i === 5 ? 540 : i === 6 ? 720 : 960,
    poster_url: `/m/${file.replace('mp4', 'jpg')}`, blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
    renditions: n % 9 === 4 ? [{ url: '/m/absent.mp4', codecs: 'avc1', width: 540, height: 960, kbps: 900, size: 1, head_bytes: 1000 }]
      : [{ url: `/m/${file}?n=${n}`, codecs: 'avc1.64001f,mp4a.40.2', width: 540, height: 960, kbps: 900, size: statSync(join(folder, file)).size, head_bytes: 200000 }],
    audience: 'everyone', published_ms: Date.now(), comments_for: 'everyone',
    counts: { likes: i * 731, comments: i * 57, saves: i * 12, reposts: i * 3 },
    viewer: { liked: false, saved: false, reposted: false, follows: false, own: false, may_comment: false }, answers: null,
    trace: { source: 'fresh', explore: true, recycled: false },
  };
};
const me = { person: null, viewer_key: 'a1', csrf: 'x', config: { media_url: '', upload_max_bytes: 5e8, upload_max_seconds: 600, minimum_age: 13, languages: ['en', 'fr'] } };

createServer((request, response) => {
  const path = new URL(request.url, 'http://x').pathname;
  const json = (body, status = 200) => (response.writeHead(status, { 'content-type': 'application/json' }), response.end(JSON.stringify(body)));
  if (path === '/api/me') return json(me);
  if (path === '/api/feed/page') return json({ page_id: `p${served}`, caught_up: false, cards: Array.from({ length: 8 }, () => card(served++)) });
  if (path === '/api/feed/events') return json({ accepted: 1, duplicates: 0, refused: [] });
  if (path === '/api/report-reasons') return json({ reasons: [{ code: 'spam', title: 'Spam or fraud' }, { code: 'hate', title: 'Hate' }] });
  if (path.startsWith('/api/videos/')) return json({ ...card(0), id: path.split('/')[3] });
  if (path.startsWith('/api/')) return json({ code: 'not_found', message: 'Nothing here.', fields: {} }, 404);
  let file = path.startsWith('/m/') ? join(folder, path.slice(3)) : join(client, path.replace('/static/client/', ''));
  if (!existsSync(file) || statSync(file).isDirectory()) {
    if (path.startsWith('/m/')) return json({}, 404);
    file = join(client, 'index.html');
  }
  const size = statSync(file).size;
  const headers = { 'content-type': types[file.split('.').pop()] ?? 'application/octet-stream', 'accept-ranges': 'bytes', etag: `"${createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16)}"`, 'cache-control': path.startsWith('/m/') ? 'public, max-age=60' : 'no-cache', 'access-control-allow-origin': '*' };
  const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '');
  const [start, end] = range ? [Number(range[1]), range[2] ? Math.min(Number(range[2]), size - 1) : size - 1] : [0, size - 1];
  response.writeHead(range ? 206 : 200, { ...headers, 'content-length': end - start + 1, ...(range ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}) });
  createReadStream(file, { start, end }).pipe(response);
}).listen(Number(port), () => console.log(`http://localhost:${port}`));
