import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { flowsApi } from '../api/flows.js';
import type { Use } from '../api/switches.js';
import { useLoaded } from '../api/use-loaded.js';
import { inLanguage } from '../drafts/in-language.js';

/** The flows that lean on something, as links to their canvas; or that there are none. */
export function UsedBy({ uses, none }: { uses: Use[]; none: string }) {
  const { i18n } = useTranslation();
  const flows = useLoaded('flows', flowsApi.list).data?.flows ?? [];
  if (uses.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    );
  }
  return (
    <Text size="sm" component="div">
      {uses.map(({ flow, steps }, at) => (
        <span key={flow}>
          {at > 0 && ', '}
          <Anchor component={Link} to={`/flows/${flow}`} size="sm" underline="always">
            {inLanguage(flows.find((each) => each.flow === flow)?.name, i18n.resolvedLanguage ?? 'en-US') || flow}
          </Anchor>{' '}
          <Text span size="xs" c="dimmed">
            {steps.join(', ')}
          </Text>
        </span>
      ))}
    </Text>
  );
}
