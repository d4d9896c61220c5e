import { Type } from '@sinclair/typebox';

/** The fields that requests share. A description ends the sentence "… must be …". */
export const Phone = Type.String({ pattern: '^\\+[1-9]\\d{6,14}$', description: 'a number such as +8613800000001 (in a URL, write + as %2B)' });

export const CustomerId = Type.String({ minLength: 1, maxLength: 64, description: 'the id of a customer, such as cust-0001' });

export const Last4 = Type.String({ pattern: '^\\d{4}$', description: 'a string of four digits, such as "4321"' });
