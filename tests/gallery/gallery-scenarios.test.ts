import { beforeAll, describe, expect, it } from '@jest/globals';
import { runScenarios, type ScenarioRun } from '../../runtime/phone/run-scenarios.js';
import { galleryFlowIds, readGalleryFlow } from './gallery.js';

/** Long, since machines differ: the largest suite is some two hundred calls. */
const PATIENCE_MILLISECONDS = 300_000;

describe.each(galleryFlowIds)('the scenarios of %s, through the voice routes', (id) => {
  const gallery = readGalleryFlow(id);
  const { scenarios } = gallery;
  let run: ScenarioRun;
  beforeAll(async () => {
    run = await runScenarios(gallery);
  }, PATIENCE_MILLISECONDS);

  it.each(scenarios.map(({ name }, index) => [name, index] as const))('%s', (_name, index) => {
    expect(run.results[index]).toMatchObject({ ok: true, problems: [] });
  });

  it('each have a name of their own', () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
  });

  it('pass every step and take every exit that a call can take', () => {
    expect(run.coverage).toMatchObject({ steps: { missing: [] }, exits: { missing: [] } });
  });
});
