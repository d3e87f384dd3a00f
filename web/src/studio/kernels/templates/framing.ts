/** A film of any shape in a box of the canvas, filling it: `core/montage/templates/framing.py`. */

import type { Canvas, Crop, Place } from '../document';
import { halfUp } from '../grid';

const WHOLE = 10_000;

/** A part of the canvas: its middle and its sides, in ten-thousandths of the canvas' own. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** `place` with a film of `width` to `height` filling `box`; all else of it stays. */
export function boxed(box: Box, canvas: Canvas, width: number, height: number, place: Place): Place {
  const wanted = (box.width * canvas.width) / (box.height * canvas.height);
  const shape = width / height;
  const none: Crop = { left: 0, top: 0, right: 0, bottom: 0 };
  const cut = halfUp((WHOLE * (1 - (shape > wanted ? wanted / shape : shape / wanted))) / 2);
  const crop = shape > wanted ? { ...none, left: cut, right: cut } : { ...none, top: cut, bottom: cut };
  const scale = halfUp((Math.max(box.width, box.height) / WHOLE) * 1000);
  return { ...place, fit: 'contain', x: box.x, y: box.y, scale, crop };
}

/** The box that a film of `width` to `height` fills at `place`: what `boxed` was told, or what shows. */
export function boxOf(place: Place, canvas: Canvas, width: number, height: number): Box {
  const { crop } = place;
  const across = canvas.width / (width * (WHOLE - crop.left - crop.right));
  const down = canvas.height / (height * (WHOLE - crop.top - crop.bottom));
  const fits = { contain: Math.min(across, down), cover: Math.max(across, down), stretch: null }[place.fit];
  const scale = (place.scale * WHOLE) / 1000;
  const share = (side: number) => (fits === null ? 1 : Math.min(1, fits / side));
  return { x: place.x, y: place.y, width: halfUp(share(across) * scale), height: halfUp(share(down) * scale) };
}
