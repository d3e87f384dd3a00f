import { expect, test } from 'vitest';
import { askToFilm, takeFilming } from './handed';

test('Only the project that was made to film with begins with the camera, and only if it opens next.', () => {
  askToFilm('duet');
  expect(takeFilming('duet')).toBe(true);
  expect(takeFilming('duet')).toBe(false);
  askToFilm('duet');
  expect(takeFilming('another')).toBe(false);
  expect(takeFilming('duet')).toBe(false);
});
