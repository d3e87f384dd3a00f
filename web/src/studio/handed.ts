/** What another screen hands to the studio: files, which the next project that opens takes, or the wish to film. */
let handed: readonly File[] = [];

export function handOver(files: readonly File[]): void {
  handed = files;
}

export function takeHanded(): readonly File[] {
  const files = handed;
  handed = [];
  return files;
}

let filming: string | null = null;

/** This project begins with the camera, if it is the next that opens. */
export function askToFilm(projectId: string): void {
  filming = projectId;
}

export function takeFilming(projectId: string): boolean {
  const asked = filming === projectId;
  filming = null;
  return asked;
}

export const isHanded = (): boolean => handed.length > 0;
