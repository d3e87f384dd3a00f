/** What the studio says to the server and hears from it. */
import { api } from '../api/client';
import type { paths } from '../api/schema';
import type { Montage } from './kernels/document';
import type { ServerState } from '../kernels/journey';
import { filled, type Sparse } from './kernels/filled';

type Answer<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: { content: { 'application/json': infer Body } } } } } ? Body : never;
export type MaterialView = Answer<'/api/studio/materials/{material_id}'>;
export type MaterialTicket = paths['/api/studio/materials']['post']['responses'][200]['content']['application/json'];
export type ProjectPage = Answer<'/api/studio/projects'>;
export type ProjectLine = ProjectPage['projects'][number];
export type RenderView = Answer<'/api/studio/renders/{render_id}'>;
export type PublishWish = paths['/api/studio/projects/{project_id}/publish']['post']['requestBody']['content']['application/json'];
export type TemplatePage = Answer<'/api/studio/templates'>;
export type TemplateView = TemplatePage['templates'][number];
export type FromVideo = Partial<paths['/api/studio/from-video/{video_id}']['post']['requestBody']['content']['application/json']> & { client_id: string; way: Way };
export type Way = 'duet' | 'stitch' | 'greenscreen' | 'react' | 'remix' | 'template';
export type TranscriptView = paths['/api/studio/transcripts']['post']['responses'][200]['content']['application/json'];
type ProjectView = Answer<'/api/studio/projects/{project_id}'>;
export type Project = { project: ProjectLine; montage: Montage; materials: readonly MaterialView[] };

const at = (id: string, more = ''): string => `/api/studio/projects/${encodeURIComponent(id)}${more}`;
const whole = ({ project, document, materials }: ProjectView): Project => ({ project, montage: filled(document as Sparse<Montage>), materials });

export const server = {
  projects: (cursor = '') => api.get<ProjectPage>(`/api/studio/projects?cursor=${encodeURIComponent(cursor)}`),
  begin: (clientId: string, name = '') => api.post<ProjectLine>('/api/studio/projects', { client_id: clientId, name }),
  open: async (id: string) => whole(await api.get<ProjectView>(at(id))),
  /** `keepalive`: goes on although the page does not. */
  save: (id: string, base: number, document: Montage, keepalive = false) => api.put<{ revision: number; changed_ms: number }>(at(id), { base, document }, { keepalive }),
  rename: (id: string, name: string) => api.patch<ProjectLine>(at(id), { name }, { keepalive: true }),
  copy: (id: string, clientId: string, name = '') => api.post<ProjectLine>(at(id, '/copy'), { client_id: clientId, name }),
  bin: (id: string) => api.delete<void>(at(id)),
  restore: (id: string) => api.post<ProjectLine>(at(id, '/restore')),
  materials: (cursor = '') => api.get<Answer<'/api/studio/materials'>>(`/api/studio/materials?cursor=${encodeURIComponent(cursor)}`),
  /** One's own tables of colours. */
  tables: (cursor = '') => api.get<Answer<'/api/studio/materials'>>(`/api/studio/materials?what=table&cursor=${encodeURIComponent(cursor)}`),
  material: (id: string) => api.get<MaterialView>(`/api/studio/materials/${encodeURIComponent(id)}`),
  render: (id: string, clientId: string) => api.post<RenderView>(at(id, '/render'), { client_id: clientId }),
  /** Begun although nobody asks for it yet; refused where it takes long, or others wait. */
  renderAhead: (id: string, clientId: string) => api.post<RenderView>(at(id, '/render'), { client_id: clientId, ahead: true }),
  renders: (id: string) => api.get<Answer<'/api/studio/projects/{project_id}/renders'>>(at(id, '/renders')),
  renderOf: (id: string) => api.get<RenderView>(`/api/studio/renders/${encodeURIComponent(id)}`),
  stop: (id: string) => api.delete<RenderView>(`/api/studio/renders/${encodeURIComponent(id)}`),
  publish: (id: string, wish: PublishWish) => api.post<RenderView>(at(id, '/publish'), wish),
  videoState: (id: string) => api.get<{ state: ServerState }>(`/api/videos/${encodeURIComponent(id)}/status`),
  /** Where the picture `n` lies as it will be rendered, of what is saved; its shorter side is `edge` pixels. */
  still: (id: string, n: number, edge: 360 | 720 = 720) => at(id, `/still?at=${n}&edge=${edge}`),
  /** Two seconds of film from there. */
  chunk: (id: string, n: number) => at(id, `/chunk?at=${n}`),
  fromVideo: (id: string, wish: FromVideo) => api.post<ProjectLine>(`/api/studio/from-video/${encodeURIComponent(id)}`, wish),
  fromSound: (id: string, clientId: string, name = '') => api.post<ProjectLine>(`/api/studio/from-sound/${encodeURIComponent(id)}`, { client_id: clientId, name }),
  templates: (sort: 'trending' | 'new', cursor = '') => api.get<TemplatePage>(`/api/studio/templates?sort=${sort}&cursor=${encodeURIComponent(cursor)}`),
  template: (id: string) => api.get<Answer<'/api/studio/templates/{video_id}'>>(`/api/studio/templates/${encodeURIComponent(id)}`),
  captionsOffer: () => api.get<Answer<'/api/studio/captions'>>('/api/studio/captions'),
  transcript: (origin: 'upload' | 'video' | 'sound', id: string) => api.post<TranscriptView>('/api/studio/transcripts', { origin, material_id: id }),
  stopTranscript: (origin: 'upload' | 'video' | 'sound', id: string) => api.post<void>('/api/studio/transcripts/stop', { origin, material_id: id }),
  readCaptions: (file: Blob, fps: number, length: number) => api.post<paths['/api/studio/captions/read']['post']['responses'][200]['content']['application/json']>(`/api/studio/captions/read?fps=${fps}&length=${length}`, file),
  captionsFile: (id: string) => at(id, '/captions?form=srt'),
  otioFile: (id: string) => at(id, '/otio'),
  importOtio: (clientId: string, name: string, timeline: string) => api.post<paths['/api/studio/import']['post']['responses'][200]['content']['application/json']>('/api/studio/import', { client_id: clientId, name, timeline }),
};
