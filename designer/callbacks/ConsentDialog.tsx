import { Anchor, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Lead } from '../api/work.js';
import { day } from '../library/day.js';
import { moment } from '../text/moments.js';

/** The words a customer agreed to, and how. */
export function ConsentDialog({ lead: { callId, language, consent, expiresOn }, close }: { lead: Lead; close(): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  return (
    <Modal opened onClose={close} title={t('leads.consentTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        <Text component="blockquote" m={0} dir="auto" lang={language} style={{ borderLeft: '3px solid var(--tl-line)', paddingLeft: 12 }}>
          {consent.text}
        </Text>
        <Text size="sm" c="dimmed">
          {t('leads.consentHeard', { heard: moment(consent.heardAt, reader), agreed: moment(consent.agreedAt, reader), key: consent.input })} {t('leads.keptUntil', { day: day(expiresOn, reader) })}
        </Text>
        <Anchor component={Link} to={`/calls/${encodeURIComponent(callId)}`} size="sm">
          {t('callbacks.call')}
        </Anchor>
      </Stack>
    </Modal>
  );
}
