import { describe, expect, test } from '@jest/globals';
import { frameNode, noteNode } from '../drafts/layout-edits.js';
import { resizeMark } from './resize-mark.js';

const layout = {
  flow: 'line',
  positions: {},
  notes: [{ id: 'new', x: 0, y: 0, text: '' }, { id: 'tiny', x: 0, y: 0, text: '', width: 60, height: 40 }, { id: 'huge', x: 0, y: 0, text: '', width: 99_995, height: 70 }],
  frames: [{ id: 'open', x: 0, y: 0, width: 165, height: 120, title: '' }, { id: 'folded', x: 0, y: 0, width: 400, height: 240, title: '', folded: ['bill'] }],
};

describe('a key for the size', () => {
  test.each([
    { what: 'makes a note of no size wider than it is drawn', node: noteNode('new'), by: { width: 10, height: 0 }, size: { width: 210, height: 120 } },
    { what: 'makes it lower', node: noteNode('new'), by: { width: 0, height: -10 }, size: { width: 200, height: 110 } },
    { what: 'stops at the smallest size', node: noteNode('new'), by: { width: 0, height: -100 }, size: { width: 200, height: 70 } },
    { what: 'stops at the smallest size of a frame', node: frameNode('open'), by: { width: -10, height: -10 }, size: { width: 160, height: 120 } },
    { what: 'leaves what a file made smaller', node: noteNode('tiny'), by: { width: -10, height: 0 }, size: { width: 60, height: 40 } },
    { what: 'takes what a file made smaller to the smallest size first', node: noteNode('tiny'), by: { width: 10, height: 0 }, size: { width: 120, height: 40 } },
    { what: 'stops at the largest size a file can hold', node: noteNode('huge'), by: { width: 10, height: 0 }, size: { width: 100_000, height: 70 } },
  ])('$what', ({ node, by, size }) => {
    expect(resizeMark(layout, node, by)?.size).toEqual(size);
  });

  test.each([{ node: frameNode('folded') }, { node: 'bill' }, { node: noteNode('gone') }])('has nothing to do with $node', ({ node }) => {
    expect(resizeMark(layout, node, { width: 10, height: 0 })).toBeNull();
  });
});
