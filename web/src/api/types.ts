/** What travels between client and server, by the server's own description (schema.d.ts: `npm run types`).
 *
 * Times are milliseconds since 1970, ids are 13 letters. An empty avatar_url means a person without a picture;
 * a rendition's head_bytes, counted from its start, hold the index and the first two seconds.
 */
import type { components, paths } from './schema';

export type Me = components['schemas']['MeOut'];
export type Self = NonNullable<Me['person']>;

export type DataCopy = components['schemas']['ExportOut'];
export type Privacy = paths['/api/me/privacy']['get']['responses'][200]['content']['application/json'];
export type Bringing = components['schemas']['ImportOut'];
export type MyData = components['schemas']['DataOut'];
export type Security = components['schemas']['SecurityOut'];

export type VideoCard = paths['/api/videos/{video_id}']['get']['responses'][200]['content']['application/json'];
export type Lineage = paths['/api/videos/{video_id}/lineage']['get']['responses'][200]['content']['application/json'];
export type Uses = paths['/api/videos/{video_id}/uses']['get']['responses'][200]['content']['application/json'];
export type FilmToKeep = paths['/api/videos/{video_id}/download']['get']['responses'][200]['content']['application/json'];
export type PersonCard = VideoCard['creator'];
export type Rendition = VideoCard['renditions'][number];

export type CommentPage = paths['/api/videos/{video_id}/comments']['get']['responses'][200]['content']['application/json'];
export type CommentPlace = paths['/api/comments/{comment_id}']['get']['responses'][200]['content']['application/json'];
export type WaitingPage = paths['/api/comments-waiting']['get']['responses'][200]['content']['application/json'];
export type CommentRules = paths['/api/me/comments']['get']['responses'][200]['content']['application/json'];
export type Comment = CommentPage['comments'][number];

export type Collection = paths['/api/collections']['get']['responses'][200]['content']['application/json']['collections'][number];
export type Shelves = paths['/api/people/{handle}/shelves']['get']['responses'][200]['content']['application/json'];

export type FeedPage = paths['/api/feed/page']['post']['responses'][200]['content']['application/json'];
export type TagPage = paths['/api/tags/{tag}']['get']['responses'][200]['content']['application/json'];
export type SoundPage = paths['/api/sounds/{sound_id}']['get']['responses'][200]['content']['application/json'];
export type Trending = paths['/api/trends']['get']['responses'][200]['content']['application/json'];
export type Found = paths['/api/search']['get']['responses'][200]['content']['application/json'];

export type Stream = paths['/api/feed/following']['get']['responses'][200]['content']['application/json'];
/** A video opened by its own address has no trace: nothing chose it but the person. */
export type FeedCard = VideoCard & { trace?: FeedPage['cards'][number]['trace'] };

export type ConversationPage = paths['/api/conversations']['get']['responses'][200]['content']['application/json'];
export type Conversation = ConversationPage['conversations'][number];
export type MessagePage = paths['/api/conversations/{conversation_id}/messages']['get']['responses'][200]['content']['application/json'];
export type Message = MessagePage['messages'][number];
export type Door = paths['/api/people/{handle}/conversation']['get']['responses'][200]['content']['application/json'];
