// One pass over a picture: which shader, with which numbers, drawings and tables. Pure: `painting` runs them.
import type { Table } from './colour';
import type { Plane } from './planes';
import type { Shader } from './shaders';

export interface Size {
  width: number;
  height: number;
}
/** A table of colours; what has the same key is the same table. */
export interface Volume {
  key: string;
  bytes: () => Table;
}
export interface Pass {
  shader: Shader;
  values: Record<string, number | boolean | number[]>;
  planes: Record<string, Plane>;
  volumes: Record<string, Volume>;
  /** What this pass begins from is `kept` for the passes after it. */
  keep: boolean;
  /** Of what it makes; the picture's where it does not say. */
  size?: Size;
}

export function pass(
  shader: Shader, values: Pass['values'] = {}, planes: Pass['planes'] = {}, volumes: Pass['volumes'] = {},
): Pass {
  return { shader, values, planes, volumes, keep: false };
}
