import { describe, expect, it } from 'vitest';
import { isGridKey } from '../../../renderer/grid/block-keys.ts';

const key = (name: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {}) => ({ key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe('keys of the grid', () => {
  it('takes movement, selection, clearing and filling', () => {
    for (const event of [key('ArrowDown'), key('End', { ctrlKey: true, shiftKey: true }), key('a', { ctrlKey: true }), key('d', { metaKey: true }), key('Delete'), key(' ', { shiftKey: true })]) {
      expect(isGridKey(event)).toBe(true);
    }
  });

  it('leaves typing, editing and the menu alone', () => {
    for (const event of [key('a'), key('d'), key(' '), key('Enter'), key('Tab'), key('F2'), key('s', { ctrlKey: true }), key('ArrowUp', { altKey: true }), key('Delete', { shiftKey: true })]) {
      expect(isGridKey(event)).toBe(false);
    }
  });
});
