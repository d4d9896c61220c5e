import { Anchor, Text } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Use } from '../api/switches.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';

/** The steps that lean on something, by flow, each a link to its card; or that there are none. */
export function UsedBy({ uses, none }: { uses: Use[]; none: string }) {
  const { i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  if (uses.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    );
  }
  return (
    <Text size="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {uses.map(({ flow, flowName, steps, titles }) => (
        <li key={flow}>
          <Anchor component={Link} to={`/flows/${flow}`} size="sm" underline="always" lang={langOf(flowName, reader)}>
            {inLanguage(flowName, reader) || flow}
          </Anchor>
          {' · '}
          {steps.map((step, at) => (
            <Fragment key={step}>
              {at > 0 && ', '}
              <Anchor component={Link} to={`/flows/${flow}?step=${step}`} size="sm" underline="always" lang={langOf(titles[step], reader)}>
                {inLanguage(titles[step], reader) || step}
              </Anchor>
            </Fragment>
          ))}
        </li>
      ))}
    </Text>
  );
}
