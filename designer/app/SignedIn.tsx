import { createContext, use, type ReactNode } from 'react';
import { operationsApi, type Role, type User } from '../api/operations.js';
import { useLoaded } from '../api/use-loaded.js';
import { PageLoader } from './PageLoader.js';
import { SignedOutPage } from './SignedOutPage.js';

export const UserContext = createContext<User | null>(null);

/** Shows the app to whoever is signed in, and to others how to get in. */
export function SignedIn({ children }: { children: ReactNode }) {
  const me = useLoaded('me', operationsApi.me);
  if (me.data) return <UserContext value={me.data.user}>{children}</UserContext>;
  if (me.loading) return <PageLoader />;
  return <SignedOutPage error={me.error} retry={me.reload} />;
}

export function useUser(): User {
  const user = use(UserContext);
  if (!user) throw new Error('useUser stands outside SignedIn.');
  return user;
}

/** An administrator may do all that the others may. */
export function useMay(...allowed: Role[]): boolean {
  const { role } = useUser();
  return role === 'admin' || allowed.includes(role);
}
