import type { Product } from './documents/product.js';
import type { BothLanguages } from './form-controls.js';
import { sayAmount } from './money.js';

/** The parts of a product that say what it costs, and whether it is sold. */
export type ProductPrices = Pick<Product, 'quoted' | 'charged' | 'termMonths' | 'withdrawn'>;

/**
 * Why callers would hear two prices: what is quoted must make what is charged, over the longer of the two periods. What costs something once
 * costs it for the term. Names both sums and the fix; `null`: they agree, or it is withdrawn, so that nobody hears a price.
 */
export function explainPriceClash({ quoted, charged, termMonths, withdrawn }: ProductPrices): BothLanguages | null {
  if (withdrawn) return null;
  if (quoted.price.currency !== charged.price.currency) return explainCurrencies(quoted.price.currency, charged.price.currency);
  const [quotedMonths, chargedMonths] = [monthsOf(quoted.period, termMonths), monthsOf(charged.period, termMonths)];
  // Multiplied and not divided, so that no fraction is lost; big, since prices may be.
  if (BigInt(quoted.price.amountMinor) * BigInt(chargedMonths) === BigInt(charged.price.amountMinor) * BigInt(quotedMonths)) return null;
  const span = quotedMonths > chargedMonths ? quoted : charged;
  const sides = { quoted: sideOf(quoted, quotedMonths), charged: sideOf(charged, chargedMonths), span, spanMonths: Math.max(quotedMonths, chargedMonths), termMonths };
  const fixes = {
    charged: { price: { ...charged.price, amountMinor: (quoted.price.amountMinor * chargedMonths) / quotedMonths }, period: charged.period },
    quoted: { price: { ...quoted.price, amountMinor: (charged.price.amountMinor * quotedMonths) / chargedMonths }, period: quoted.period },
  };
  return { 'en-US': sayClash(sides, fixes, 'en-US'), 'zh-CN': sayClash(sides, fixes, 'zh-CN') };
}

type Language = keyof BothLanguages;
type Cost = Product['quoted'];

interface Side {
  cost: Cost;
  months: number;
}

interface Sides {
  quoted: Side;
  charged: Side;
  /** The cost whose period is the longer one, and that period. */
  span: Cost;
  spanMonths: number;
  termMonths: number;
}

const sideOf = (cost: Cost, months: number): Side => ({ cost, months });

function monthsOf(period: Cost['period'], termMonths: number): number {
  return { month: 1, quarter: 3, year: 12, once: termMonths }[period as 'month' | 'quarter' | 'year' | 'once'];
}

function sayClash(sides: Sides, fixes: Record<'quoted' | 'charged', Cost>, language: Language): string {
  const [quoted, charged] = [saySide(sides.quoted, sides, language), saySide(sides.charged, sides, language)];
  const { quoted: quote, charged: charge } = fixes;
  const ways = {
    'en-US': [Number.isInteger(charge.price.amountMinor) ? `charge ${sayCost(charge, language)}` : null, Number.isInteger(quote.price.amountMinor) ? `quote ${sayCost(quote, language)}` : null],
    'zh-CN': [Number.isInteger(charge.price.amountMinor) ? `把扣款改为${sayCost(charge, language)}` : null, Number.isInteger(quote.price.amountMinor) ? `把报价改为${sayCost(quote, language)}` : null],
  }[language].filter((way) => way !== null);
  if (language === 'zh-CN') return `来电者会听到两个不同的价格：报价${quoted}，扣款${charged}。请${ways.join('，或') || '改成两者相等'}。`;
  const fix = ways.join(', or ') || 'change them until the two are equal';
  return `Callers would hear two prices: quoted is ${quoted}, and charged is ${charged}. ${fix[0]!.toUpperCase()}${fix.slice(1)}.`;
}

/** The cost, and what it makes over the longer period where that is another one. */
function saySide({ cost, months }: Side, { span, spanMonths, termMonths }: Sides, language: Language): string {
  if (cost.period === span.period) return sayCost(cost, language);
  const sum = sayAmount({ ...cost.price, amountMinor: (cost.price.amountMinor * spanMonths) / months }, language);
  if (language === 'zh-CN') return `${sayCost(cost, language)}（${span.period === 'once' ? `${termMonths}个月共${sum}` : `即${periods[language][span.period]}${sum}`}）`;
  return `${sayCost(cost, language)} (${sum} ${span.period === 'once' ? `for the term of ${termMonths} months` : periods[language][span.period]})`;
}

function sayCost({ price, period }: Cost, language: Language): string {
  const amount = sayAmount(price, language);
  return language === 'zh-CN' ? `${periods[language][period]}${amount}` : `${amount} ${periods[language][period]}`;
}

const periods: Record<Language, Record<string, string>> = {
  'en-US': { month: 'a month', quarter: 'a quarter', year: 'a year', once: 'once' },
  'zh-CN': { month: '每月', quarter: '每季', year: '每年', once: '一次性' },
};

function explainCurrencies(quoted: string, charged: string): BothLanguages {
  return {
    'en-US': `Callers would hear two prices: it is quoted in ${quoted} and charged in ${charged}. Use one currency for both.`,
    'zh-CN': `来电者会听到两个不同的价格：报价用 ${quoted}，扣款用 ${charged}。请使用同一种币种。`,
  };
}
