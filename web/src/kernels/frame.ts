/** Where the picture of a video stands on the screen. */

export type Box = { width: number; height: number };
export type Frame = Box & { left: number; top: number; fit: 'cover' | 'contain' };

/** How much of the picture may be cut so that it fills a phone's screen to its edges. */
const MOST_CUT = 0.24;

/** On a phone the stage is filled when little is lost, otherwise the whole picture stands in the middle. */
export function onPhone(video: Box, stage: Box): Frame {
  const picture = ratio(video);
  const screen = ratio(stage);
  const cut = 1 - Math.min(picture, screen) / Math.max(picture, screen);
  return { left: 0, top: 0, width: stage.width, height: stage.height, fit: cut <= MOST_CUT ? 'cover' : 'contain' };
}

/** On a desk the picture keeps its own shape and stands free, with room for the buttons beside it. */
export function onDesk(video: Box, stage: Box, margin: { x: number; y: number }): Frame {
  const most = { width: Math.max(1, stage.width - 2 * margin.x), height: Math.max(1, stage.height - 2 * margin.y) };
  const scale = Math.min(most.width / Math.max(1, video.width), most.height / Math.max(1, video.height));
  const width = Math.round(Math.max(1, video.width) * scale);
  const height = Math.round(Math.max(1, video.height) * scale);
  return { left: Math.round((stage.width - width) / 2), top: Math.round((stage.height - height) / 2), width, height, fit: 'cover' };
}

function ratio(box: Box): number {
  return Math.max(1, box.width) / Math.max(1, box.height);
}
