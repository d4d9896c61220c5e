import { permissionNames, type Permission } from '../../../schemas/answers/permission.js';
import type { BothLanguages } from '../../../schemas/form-controls.js';

export type { Permission };

/** Who may do what: each action with the roles that may do it. The routes name the action, the docs and the tests read this table. */
export const permissions = {
  'flows.read': ['admin', 'designer', 'analyst', 'operator'],
  'flows.write': ['admin', 'designer'],
  'flows.publish': ['admin', 'designer'],
  'flows.try': ['admin', 'designer'],
  'numbers.read': ['admin', 'designer', 'analyst', 'operator'],
  'numbers.write': ['admin', 'operator'],
  'products.read': ['admin', 'designer', 'analyst', 'operator'],
  'products.write': ['admin', 'designer'],
  'switches.read': ['admin', 'designer', 'analyst', 'operator'],
  'switches.write': ['admin', 'operator'],
  'calendars.read': ['admin', 'designer', 'analyst', 'operator'],
  'calendars.write': ['admin', 'designer', 'operator'],
  /** Masked: who needs to call somebody back sees more. */
  'customers.read': ['admin', 'designer', 'analyst', 'operator'],
  'customers.unmasked': ['admin', 'operator'],
  'customers.import': ['admin', 'operator'],
  'customers.erase': ['admin'],
  'recordings.read': ['admin', 'designer', 'analyst', 'operator'],
  'recordings.write': ['admin', 'designer'],
  'call_recordings.read': ['admin', 'operator'],
  'articles.read': ['admin', 'designer', 'analyst', 'operator'],
  'articles.write': ['admin', 'designer'],
  'callbacks.read': ['admin', 'analyst', 'operator'],
  'callbacks.write': ['admin', 'operator'],
  'leads.read': ['admin', 'analyst', 'operator'],
  'leads.write': ['admin', 'operator'],
  // The numbers of customers in full: for those who call them.
  'phones.read': ['admin', 'operator'],
  'report.read': ['admin', 'designer', 'analyst', 'operator'],
  'calls.read': ['admin', 'designer', 'analyst', 'operator'],
  'metrics.read': ['admin', 'analyst', 'operator'],
  'users.manage': ['admin'],
  'tokens.manage': ['admin'],
  'audit.read': ['admin'],
} as const satisfies Record<Permission, readonly Role[]>;

export const roles = ['admin', 'designer', 'analyst', 'operator'] as const;

export type Role = (typeof roles)[number];

/** What people call them: in English as they are written. */
export const roleNames: Record<Role, BothLanguages> = {
  admin: { 'en-US': 'admin', 'zh-CN': '管理员' },
  designer: { 'en-US': 'designer', 'zh-CN': '设计员' },
  analyst: { 'en-US': 'analyst', 'zh-CN': '分析员' },
  operator: { 'en-US': 'operator', 'zh-CN': '运营员' },
};

export function isAllowed(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** All that a role may do. */
export function getPermissions(role: Role): Permission[] {
  return permissionNames.filter((permission) => isAllowed(role, permission));
}

export function isRole(value: unknown): value is Role {
  return roles.includes(value as Role);
}
