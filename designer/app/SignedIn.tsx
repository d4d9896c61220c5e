import { createContext, use, type ReactNode } from 'react';
import type { Permission } from '../../schemas/answers/permission.js';
import { operationsApi, type User } from '../api/operations.js';
import { useLoaded } from '../api/use-loaded.js';
import { PageLoader } from './PageLoader.js';
import { SignedOutPage } from './SignedOutPage.js';

export const UserContext = createContext<User | null>(null);
export const MayContext = createContext<readonly Permission[]>([]);

/** Shows the app to whoever is signed in, and to others how to get in. */
export function SignedIn({ children }: { children: ReactNode }) {
  const me = useLoaded('me', operationsApi.me);
  if (me.data)
    return (
      <UserContext value={me.data.user}>
        <MayContext value={me.data.may}>{children}</MayContext>
      </UserContext>
    );
  if (me.loading) return <PageLoader />;
  return <SignedOutPage error={me.error} retry={me.reload} />;
}

export function useUser(): User {
  const user = use(UserContext);
  if (!user) throw new Error('useUser stands outside SignedIn.');
  return user;
}

/** Whether the reader may do something. The server says so with who the reader is, by the same table that its routes ask. */
export function useMay(permission: Permission): boolean {
  return use(MayContext).includes(permission);
}
