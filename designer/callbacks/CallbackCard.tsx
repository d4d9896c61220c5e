import { Anchor, Badge, Button, Code, Group, Text } from '@mantine/core';
import { IconClock, IconPhoneCall, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Callback } from '../../schemas/answers/callback.js';
import type { CallbackAction } from '../api/work.js';
import { useUser } from '../app/SignedIn.js';
import { inLanguage } from '../drafts/in-language.js';
import { languageName } from '../text/language-name.js';
import { ago, moment } from '../text/moments.js';
import { whoName } from '../text/who-name.js';
import { CallbackOutcome } from './CallbackOutcome.js';
import classes from './Callbacks.module.css';
import { timeWindow } from './time-window.js';

interface CallbackCardProps {
  callback: Callback;
  mayCall: boolean;
  act(change: CallbackAction): Promise<void>;
}

/** Somebody to call: whom, about what, when, and who is at it. */
export function CallbackCard({ callback, mayCall, act }: CallbackCardProps) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const user = useUser();
  const { phone, callId, queue, stepTitle, reason, language, status, attempts, takenBy, note, test, requestedAt, settledAt, settledBy } = callback;
  const [taking, setTaking] = useState(false);
  const isMine = takenBy !== null && takenBy === user.email;
  const take = (): void => {
    setTaking(true);
    void act({ action: 'take' });
  };
  const title = stepTitle && inLanguage(stepTitle, reader);
  const facts = [languageName(language, reader), t('callbacks.waited', { when: ago(requestedAt, reader) }), attempts > 0 && t('callbacks.tried', { count: attempts })];
  return (
    <li className={classes.card} data-due={callback.due ?? undefined}>
      <div className={classes.whom}>
        <Group gap="xs">
          <Text fw={650} size="lg" className={classes.phone}>
            {phone}
          </Text>
          {test && (
            <Badge size="sm" variant="default">
              {t('callbacks.test')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {title || <Code>{queue}</Code>}
          {reason && <> · {isId(reason) ? <Code>{reason}</Code> : reason}</>}
          {' · '}
          {facts.filter(Boolean).join(' · ')} ·{' '}
          <Anchor component={Link} to={`/calls/${encodeURIComponent(callId)}`} size="sm" underline="always" aria-label={t('callbacks.callOf', { phone })}>
            {t('callbacks.call')}
          </Anchor>
        </Text>
        {note && (
          <Text size="sm" mt={4} className={classes.note}>
            {note}
          </Text>
        )}
      </div>
      <div className={classes.when}>
        <Group gap={6} wrap="nowrap">
          <IconClock size={16} aria-hidden />
          <Text size="sm" fw={600}>
            {timeWindow(callback, reader) ?? t('callbacks.anyTime')}
          </Text>
        </Group>
        <When callback={callback} reader={reader} />
      </div>
      <div className={classes.acts}>
        {status !== 'open' && (
          <Text size="sm" c="dimmed">
            {settledBy && settledAt ? t('callbacks.settledBy', { status: t(`callbacks.status.${status}`), who: whoName(settledBy, t), when: ago(settledAt, reader) }) : t(`callbacks.status.${status}`)}
          </Text>
        )}
        {status === 'open' && takenBy !== null && (
          <Group gap={6} wrap="nowrap">
            <IconUser size={16} aria-hidden />
            <Text size="sm">{isMine ? t('callbacks.takenByYou') : t('callbacks.takenBy', { who: whoName(takenBy, t) })}</Text>
          </Group>
        )}
        {mayCall && status === 'open' && takenBy === null && (
          <Button size="sm" leftSection={<IconPhoneCall size={17} />} aria-label={t('callbacks.takeFor', { phone })} onClick={take}>
            {t('callbacks.take')}
          </Button>
        )}
        {mayCall && status === 'open' && takenBy !== null && (
          <Button size="xs" variant="default" aria-label={t('callbacks.releaseFor', { phone })} onClick={() => void act({ action: 'release' })}>
            {t('callbacks.release')}
          </Button>
        )}
        {mayCall && status !== 'open' && (
          <Button size="xs" variant="default" aria-label={t('callbacks.reopenFor', { phone })} onClick={() => void act({ action: 'reopen' })}>
            {t('callbacks.reopen')}
          </Button>
        )}
      </div>
      {mayCall && status === 'open' && isMine && <CallbackOutcome phone={phone} note={note} isNew={taking} act={act} />}
    </li>
  );
}

/** A reason is in words where the flow has them, and else a name that only the flow knows. */
function isId(reason: string): boolean {
  return /^[a-z0-9]+([_-][a-z0-9]+)+$/.test(reason);
}

function When({ callback: { due, nextTryAt, until }, reader }: { callback: Callback; reader: string }) {
  const { t } = useTranslation();
  if (due === 'overdue') return <Text size="sm" className={classes.late}>{t('callbacks.late', { time: until ? moment(until, reader) : '' })}</Text>;
  if (due === 'later' && nextTryAt) return <Text size="sm" c="dimmed">{t('callbacks.notBefore', { time: moment(nextTryAt, reader) })}</Text>;
  return due ? <Text size="sm" c="dimmed">{t(`callbacks.due.${due}`)}</Text> : null;
}
