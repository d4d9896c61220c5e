import type pg from 'pg';
import { addFirstUser, getUserByEmail, getUsers } from '../../store/queries/users.js';
import type { Auth, SignInLink } from './create-auth.js';

/**
 * While nobody has ever signed in: an administrator without a password, and a link to sign in as them. `null` once somebody has.
 * A link that was printed by an earlier start may have run out, so each start makes another.
 */
export async function ensureFirstUser(pool: pg.Pool, auth: Auth): Promise<SignInLink | null> {
  await addFirstUser(pool, firstUser);
  const users = await getUsers(pool);
  if (users.some(({ lastSignInAt }) => lastSignInAt !== null)) return null;
  const administrator = await getUserByEmail(pool, firstUser.email);
  return administrator && auth.createSignInLink(administrator.id, 'first-start');
}

/** A name to sign in by and rename; no mail is ever sent to it. */
const firstUser = { email: 'admin@localhost', name: 'Administrator' };
