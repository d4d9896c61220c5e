import { Type, type Static } from '@sinclair/typebox';
import { LocalizedText } from '../localized-text.js';
import { Id } from './flow.js';

/** An amount in the smallest unit of its currency: 400 CNY is four yuan. */
export const Money = Type.Object(
  { amountMinor: Type.Integer(), currency: Type.String({ pattern: '^[A-Z]{3}$' }) },
  { additionalProperties: false },
);

const Period = Type.Union([Type.Literal('month'), Type.Literal('quarter'), Type.Literal('year'), Type.Literal('once')]);

/** The terms of a product. A changed document is a new version, named by its hash; orders keep the version they were sold under. */
export const Product = Type.Object(
  {
    id: Id,
    name: LocalizedText,
    kind: Type.Union([Type.Literal('insurance'), Type.Literal('service')]),
    insurer: Type.Optional(LocalizedText),
    quoted: Type.Object({ price: Money, period: Period }, { additionalProperties: false, description: 'The price as it is quoted, such as 4 yuan a month.' }),
    charged: Type.Object({ price: Money, period: Period }, { additionalProperties: false, description: 'The price as it is charged, such as 12 yuan a quarter.' }),
    /** The first charge falls on this day of a month, the first one that is at least a day away. */
    chargeDay: Type.Integer({ minimum: 1, maximum: 28 }),
    termMonths: Type.Integer({ minimum: 1, maximum: 120 }),
    renewal: Type.Union([Type.Literal('ask'), Type.Literal('none')]),
    /** Another term of the product named here: sold only to its holders, near the end of their term, and begun where that ends. */
    renews: Type.Optional(Id),
    coolingOffDays: Type.Integer({ minimum: 0, maximum: 365 }),
    eligibility: Type.Object(
      {
        minimumAge: Type.Optional(Type.Integer({ minimum: 0 })),
        maximumAge: Type.Optional(Type.Integer({ minimum: 0 })),
        mainCardOnly: Type.Optional(Type.Boolean()),
        identity: Type.Union([Type.Literal('unknown'), Type.Literal('number_match'), Type.Literal('verified')]),
      },
      { additionalProperties: false },
    ),
    overlapGroup: Type.Optional(Id),
    recordSale: Type.Optional(Type.Boolean()),
    /** Sent after the order; Liquid, with `product`, `order`, `card`, `customer`. */
    confirmationText: LocalizedText,
    savingPerMonth: Type.Optional(Money),
    approvalNumber: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false, $id: 'https://trunkline.dev/schemas/product.schema.json', title: 'Product' },
);

export type Money = Static<typeof Money>;
export type Product = Static<typeof Product>;
