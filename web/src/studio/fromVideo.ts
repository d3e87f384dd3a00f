/** A project that begins with a video of the feed, made for whoever asks and opened in the editor. */
import { freshId } from '../api/ids';
import { navigate } from '../app/router';
import { needPerson } from '../app/session.svelte';
import { problem, toast } from '../app/toasts.svelte';
import { askToFilm } from './handed';
import { word } from './phrases/begin';
import { server, type Way } from './server';

export type Beginning = Exclude<Way, 'template'>;

/** One is seen while they are; on a phone, whose camera is at hand, one films it there and then. */
const TOGETHER: readonly Beginning[] = ['duet', 'react', 'greenscreen'];

/** Calls `made` once it is there, before the editor opens; what went wrong is told. */
export async function beginWith(videoId: string, way: Beginning, made: () => void): Promise<void> {
  if (!(await needPerson('create', `/v/${videoId}`))) return;
  try {
    const project = await server.fromVideo(videoId, { client_id: freshId(), way, name: word(way) });
    made();
    if (TOGETHER.includes(way) && matchMedia('(pointer: coarse)').matches) askToFilm(project.id);
    await navigate(`/studio/${project.id}`);
  } catch (trouble) {
    toast(problem(trouble));
  }
}
