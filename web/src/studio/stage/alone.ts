/** A clip by itself on the picture: whole, upright, without anything on it or beside it. What is cropped is cropped on
 * this, and what a colour is to be taken of is seen as it was filmed. */
import type { Canvas, Clip, Montage } from '../kernels/document';
import { place } from '../kernels/filled';
import { fitted, type Size } from '../preview/geometry';
import type { Rect } from '../preview/gl';

export function alone(montage: Montage, id: string): Montage {
  const tracks = montage.tracks.map((track) => {
    if (!track.clips.some((clip) => clip.id === id)) return { ...track, hidden: true };
    return { ...track, hidden: false, joins: [], clips: track.clips.map((clip) => (clip.id === id ? bare(clip) : clip)) };
  });
  return { ...montage, canvas: { ...montage.canvas, background: { kind: 'colour', colour: '#000000' } }, tracks };
}

function bare(clip: Clip): Clip {
  const keys = Object.fromEntries(Object.entries(clip.keys).filter(([name]) => name === 'volume'));
  return { ...clip, keys, place: place({ fit: 'contain' }), effects: [], enter: null, leave: null, loop: null };
}

/** Where a material of this size lies on the canvas then. */
export function areaOf(material: Size, canvas: Canvas): Rect {
  const { kept } = fitted(material, canvas, 'contain');
  return { x: (canvas.width - kept.width) / 2, y: (canvas.height - kept.height) / 2, width: kept.width, height: kept.height };
}
