import { expect, it } from '@jest/globals';
import { definitions } from '../../schemas/definitions.js';
import { galleryFlowIds, readGalleryLine } from './gallery.js';

const used = new Set(galleryFlowIds.flatMap((id) => Object.values(readGalleryLine(id).document.states).map(({ meta }) => meta.step)));

it.each(Object.keys(definitions))('The gallery uses %s', (type) => {
  expect(used).toContain(type);
});

it.each(['renewal-line', 'satisfaction-survey', 'platinum-line', 'after-hours-line', 'branch-line', 'card-services', 'broker-400'])('The gallery has %s', (id) => {
  expect(galleryFlowIds).toContain(id);
});
