import { Option } from 'commander';
import { roles } from '../http/auth/permissions.js';

export function createRoleOption(usual: (typeof roles)[number]): Option {
  return new Option('--role <role>', 'what they may do').choices(roles).default(usual);
}
