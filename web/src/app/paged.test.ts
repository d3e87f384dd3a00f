import { expect, test } from 'vitest';
import { Paged } from './paged.svelte';

const row = (id: string, said = '') => ({ id, said });

test('Pages come one after the other; what moved on meanwhile stands there once, and trouble is told and passes', async () => {
  const asked: string[] = [];
  let broken = false;
  const list = new Paged(async (cursor) => {
    asked.push(cursor);
    if (broken) throw new Error('away');
    return cursor ? { rows: [row('b'), row('c')], next: '' } : { rows: [row('a'), row('b')], next: 'after b' };
  });
  await list.begin();
  expect([list.list.map((one) => one.id), list.more]).toEqual([['a', 'b'], true]);
  broken = true;
  await list.loadMore();
  expect([list.trouble instanceof Error, list.more, list.loading]).toEqual([true, true, false]);
  broken = false;
  await Promise.all([list.loadMore(), list.loadMore()]);
  expect([list.list.map((one) => one.id), list.more, list.trouble]).toEqual([['a', 'b', 'c'], false, null]);
  list.put(row('b', 'yes'));
  await list.loadMore();
  expect([list.list[1], asked]).toEqual([row('b', 'yes'), ['', 'after b', 'after b']]);
});
