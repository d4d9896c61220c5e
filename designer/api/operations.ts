import type { Permission } from '../../schemas/answers/permission.js';
import { api } from './client.js';

export type Role = 'admin' | 'designer' | 'analyst' | 'operator';
export const roles: Role[] = ['admin', 'designer', 'analyst', 'operator'];

export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
  lastSignInAt?: string | null;
}

export interface PhoneNumber {
  number: string;
  flow: string;
  alias: string;
  updatedAt: string;
  updatedBy: string;
}

export interface Token {
  id: string;
  name: string;
  role: Role;
  prefix: string;
  createdAt: string;
  lastUsedAt: string | null;
}

export interface ProductEntry {
  product: string;
  version: string;
  document: { name: Record<string, string> };
}

export const operationsApi = {
  me: (signal?: AbortSignal) => api.get<{ user: User; may: Permission[] }>('/me', {}, signal),
  signOut: () => api.post('/sign-out'),
  products: (signal?: AbortSignal) => api.get<{ products: ProductEntry[] }>('/products', {}, signal),
  /** `null`: no server has said yet what it has. */
  flowSettings: (signal?: AbortSignal) => api.get<{ settings: string[] | null }>('/flow-settings', {}, signal),
  numbers: (signal?: AbortSignal) => api.get<{ numbers: PhoneNumber[] }>('/numbers', {}, signal),
  /** `basedOn`: its `updatedAt` when it was looked at, `null` where it had no entry. */
  setNumber: (number: string, entry: { flow: string; alias: string; basedOn: string | null }) => api.put(`/numbers/${encodeURIComponent(number)}`, entry),
  deleteNumber: (number: string) => api.delete(`/numbers/${encodeURIComponent(number)}`),
  users: (signal?: AbortSignal) => api.get<{ users: User[] }>('/users', {}, signal),
  addUser: (user: { email: string; name: string; role: Role }) => api.post<{ user: User; link: string }>('/users', user),
  makeLink: (id: string) => api.post<{ link: string; expiresAt: string }>(`/users/${id}/link`),
  setRole: (id: string, role: Role) => api.patch(`/users/${id}`, { role }),
  deleteUser: (id: string) => api.delete(`/users/${id}`),
  tokens: (signal?: AbortSignal) => api.get<{ tokens: Token[] }>('/tokens', {}, signal),
  addToken: (name: string, role: Role) => api.post<{ token: string }>('/tokens', { name, role }),
  deleteToken: (id: string) => api.delete(`/tokens/${id}`),
};
