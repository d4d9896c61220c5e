import type { Readable } from 'node:stream';
import { Type } from '@sinclair/typebox';
import type { CountryCode } from 'libphonenumber-js/min';
import { importCustomers } from '../../../customers/import-customers.js';
import { maskCustomer } from '../../../customers/mask-customer.js';
import { eraseCustomer, findCustomers, getCustomer, getCustomerImports } from '../../../store/queries/customers.js';
import { isAllowed, type Role } from '../../auth/permissions.js';
import { closed, Document, Empty, Moment, nullable } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const Customer = closed({
  customerId: Type.String(),
  phone: Type.String({ description: 'E.164; masked for roles that do not need it.' }),
  data: Document,
  importedAt: nullable(Moment),
  optedOutAt: nullable(Moment),
  updatedAt: Moment,
});

const Counts = closed({ rows: Type.Integer(), added: Type.Integer(), changed: Type.Integer(), unchanged: Type.Integer(), invalid: Type.Integer() });

const CustomerParameters = closed({ customer: Type.String({ minLength: 1, maxLength: 64 }) });

/** Some million rows. */
const MOST_FILE_BYTES = 200_000_000;

export function createCustomerRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/customers',
      access: 'customers.read',
      summary: 'Customers by a part of id, number or name; those imported, and those that calls brought from the CRM. Masked for roles that need no personal data.',
      query: closed({ search: Type.Optional(Type.String({ maxLength: 100 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })) }),
      response: closed({ customers: Type.Array(Customer), total: Type.Integer(), masked: Type.Boolean() }),
      handle: async ({ query: { search = '', limit = 50 }, identity }) => {
        const masked = isMasked(identity().role);
        const { customers, total } = await findCustomers(pool, { search: search.trim(), limit });
        return { customers: masked ? customers.map(maskCustomer) : customers, total, masked };
      },
    }),

    defineRoute({
      method: 'get',
      path: '/customers/imports',
      access: 'customers.read',
      summary: 'The imports so far, newest first.',
      response: closed({ imports: Type.Array(closed({ id: Type.String(), fileName: Type.String(), counts: Counts, at: Moment, who: Type.String() })) }),
      handle: async () => ({ imports: await getCustomerImports(pool) }),
    }),

    defineRoute({
      method: 'post',
      path: '/customers/imports',
      access: 'customers.import',
      summary: 'Imports customers from CSV; with dryRun true nothing is written. Columns are known by their names in English or Chinese.',
      query: closed({
        dryRun: Type.Optional(Type.Boolean({ default: true })),
        fileName: Type.Optional(Type.String({ maxLength: 255 })),
        country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$', default: 'CN', description: 'Whose numbers are written without a +.' })),
      }),
      upload: { contentTypes: ['text/csv', 'application/octet-stream'], limitBytes: MOST_FILE_BYTES },
      response: closed({
        dryRun: Type.Boolean(),
        columns: Type.Array(closed({ column: Type.String(), as: nullable(Type.String()) })),
        counts: Counts,
        problems: Type.Array(closed({ line: Type.Integer(), column: Type.String(), messages: closed({ 'en-US': Type.String(), 'zh-CN': Type.String() }) })),
        invalid: Type.Array(closed({ line: Type.Integer(), cells: Type.Array(Type.String()) })),
      }),
      failures: [413],
      handle: ({ query: { dryRun = true, fileName = 'customers.csv', country = 'CN' }, body, identity }) =>
        importCustomers(pool, { file: body as unknown as Readable, fileName, country: country as CountryCode, dryRun, who: identity().who }),
    }),

    defineRoute({
      method: 'get',
      path: '/customers/:customer',
      access: 'customers.read',
      summary: 'One customer, as lookup_customer would give it to a flow.',
      parameters: CustomerParameters,
      response: closed({ customer: Customer, masked: Type.Boolean() }),
      failures: [404],
      handle: async ({ parameters: { customer: customerId }, identity }) => {
        const masked = isMasked(identity().role);
        const customer = await getCustomer(pool, customerId);
        return { customer: masked ? maskCustomer(customer) : customer, masked };
      },
    }),

    defineRoute({
      method: 'delete',
      path: '/customers/:customer',
      access: 'customers.erase',
      summary: 'Erases what is known of a customer. Orders keep their evidence, and an opt-out stands.',
      parameters: CustomerParameters,
      response: Empty,
      failures: [404],
      handle: async ({ parameters: { customer: customerId }, identity }) => {
        await eraseCustomer(pool, { customerId, who: identity().who });
        return {};
      },
    }),
  ];
}

function isMasked(role: Role): boolean {
  return !isAllowed(role, 'customers.unmasked');
}
