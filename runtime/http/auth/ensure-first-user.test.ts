import { expect, test } from '@jest/globals';
import { useDatabase } from '../../../tests/drivers/database.js';
import { getUsers } from '../../store/queries/users.js';
import { createAuth } from './create-auth.js';
import { ensureFirstUser } from './ensure-first-user.js';

const database = useDatabase();
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('a new installation gets one administrator and a link, also when several nodes start one after another or at once; after the first sign-in no more', async () => {
  const { pool } = database();
  const auth = await createAuth({ pool, publicUrl: 'http://localhost:3000', log });
  const links = await Promise.all([1, 2, 3].map(() => ensureFirstUser(pool, auth)));
  expect(links.map((made) => made?.link)).toEqual([1, 2, 3].map(() => expect.stringMatching(/^http:\/\/localhost:3000\/sign-in\?token=[\w-]{43}$/)));
  expect((await getUsers(pool)).map(({ email, role }) => [email, role])).toEqual([['admin@localhost', 'admin']]);

  const second = await createAuth({ pool, publicUrl: 'http://localhost:3100', log });
  const [printed, printedLater] = [await ensureFirstUser(pool, auth), await ensureFirstUser(pool, second)];
  const tokens = [printed, printedLater].map((made) => new URL(made!.link).searchParams.get('token')!);
  const { rows } = await pool.query<{ identifier: string }>('select identifier from auth_verification');
  expect(rows.filter(({ identifier }) => tokens.some((token) => identifier.includes(token)))).toEqual([]);
  expect(await auth.spendSignInToken(tokens[1]!, {})).not.toBeNull();
  expect(await auth.spendSignInToken(tokens[0]!, {})).not.toBeNull();
  expect(await auth.spendSignInToken(tokens[0]!, {})).toBeNull();
  await pool.query('update auth_user set "lastSignInAt" = null');

  const again = await ensureFirstUser(pool, auth);
  const token = new URL(again!.link).searchParams.get('token')!;
  expect(await auth.spendSignInToken(token, {})).not.toBeNull();
  expect(await ensureFirstUser(pool, auth)).toBeNull();
});
