import { describe, expect, test } from '@jest/globals';
import { forEachBackend } from '../../tests/drivers/database.js';
import { getMigrationState, migrate } from './migrate.js';
import type { Migration } from './migrate.js';

const first: Migration = { id: 1, name: 'callers', up: 'create table callers (id int); insert into callers values (1)' };
const second: Migration = { id: 2, name: 'second-caller', up: async (client) => void (await client.query('insert into callers values (2)')) };
const broken: Migration = { id: 3, name: 'broken', up: 'insert into callers values (3); select from nowhere' };

forEachBackend((database) => {
  test('migrations are applied once and in order, also when several nodes start at once', async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database().pool, [first, second])));
    // Which node applied which is chance; the second fails without the first.
    expect(applied.flat().sort()).toEqual(['callers', 'second-caller']);
    expect(await getCallers()).toEqual([1, 2]);
  });

  test('a migration that fails leaves nothing, and names itself', async () => {
    await expect(migrate(database().pool, [first, second, broken])).rejects.toThrow(/^Migration 3 "broken" failed and was undone: relation "nowhere" does not exist/);
    expect(await getCallers()).toEqual([1, 2]);
    expect(await getMigrationState(database().pool, [first, second, broken])).toEqual({ applied: 2, pending: ['broken'] });
  });

  describe.each([
    { what: 'of a newer program', migrations: [first], says: /migrated by a newer Trunkline \(to 2 "second-caller"; this one knows 1\)/ },
    { what: 'with another name', migrations: [first, { ...second, name: 'renamed' }], says: /has migration 2 "second-caller" where this Trunkline has 2 "renamed"/ },
    { what: 'when a number is left out', migrations: [first, { ...second, id: 4 }], says: /"second-caller" has the number 4 where 2 is due/ },
  ])('a database $what', ({ migrations, says }) => {
    test('is refused', () => expect(migrate(database().pool, migrations)).rejects.toThrow(says));
  });

  async function getCallers(): Promise<number[]> {
    const { rows } = await database().pool.query<{ id: number }>('select id from callers order by id');
    return rows.map(({ id }) => id);
  }
}, { migrations: [] });
