import { IconApi, IconGift, IconMessage2, IconPhoneOutgoing, IconShoppingCartCheck, IconTargetArrow, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallRecord } from '../api/calls.js';
import { timeWindow } from '../callbacks/time-window.js';
import { useProductName } from '../api/use-product-name.js';
import { money } from '../text/money.js';
import { useWhyWords } from './use-why-words.js';
import classes from './Phone.module.css';

/** What the call did besides speaking, what matters most first: orders placed, texts sent, call backs and leads, offers decided, systems asked. `whole` shows all of it at once. */
export function Happenings({ call, whole = false }: { call: CallRecord; whole?: boolean }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const nameOf = useProductName(reader);
  const whyOf = useWhyWords();
  const { orders, messages, callbacks, leads, decisions, requests } = call;
  if (orders.length + messages.length + callbacks.length + leads.length + decisions.length + requests.length === 0) return null;
  return (
    <ul className={classes.happenings} data-whole={whole || undefined} aria-label={t('phone.happened')} tabIndex={whole ? undefined : 0}>
      {orders.map((order) => (
        <Happening key={order.orderId} Icon={IconShoppingCartCheck} good>
          {t('phone.ordered', { product: nameOf(order.product), amount: money(order.amountMinor, order.currency, reader) })}
        </Happening>
      ))}
      {messages.map((message, at) => (
        <Happening key={`m${at}`} Icon={IconMessage2} good>
          {t('phone.texted', { to: message.to })} {message.text}
        </Happening>
      ))}
      {callbacks.map((callback) => (
        <Happening key={callback.callbackId} Icon={IconPhoneOutgoing} good>
          {t('callbacks.booked', { phone: callback.phone, queue: callback.queue, when: timeWindow(callback, reader) ?? t('callbacks.anyTime') })}
        </Happening>
      ))}
      {leads.map((lead) => (
        <Happening key={lead.leadId} Icon={IconTargetArrow} good>
          {t('leads.happened', { phone: lead.phone, interest: lead.interest, branch: lead.branch ?? t('leads.headOffice') })}
        </Happening>
      ))}
      {decisions.map((decision, at) => (
        <Happening key={`d${at}`} Icon={IconGift}>
          {decision['action'] === 'offer' ? t('phone.decided', { product: nameOf(String(decision['product'])) }) : t('phone.suppressed', { product: nameOf(String(decision['product'])), reason: whyOf(String(decision['reason'] ?? '')) })}
        </Happening>
      ))}
      {requests.map((request, at) => (
        <Happening key={`r${at}`} Icon={IconApi}>
          {request.method} {pathOf(request.url)} <b>{request.status ?? '–'}</b>
        </Happening>
      ))}
    </ul>
  );
}

function Happening({ Icon, good, children }: { Icon: Icon; good?: boolean; children: ReactNode }) {
  return (
    <li className={classes.happening} data-good={good || undefined}>
      <Icon size={15} stroke={1.8} aria-hidden />
      <span>{children}</span>
    </li>
  );
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname;
  } catch {
    return url;
  }
}
