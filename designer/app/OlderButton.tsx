import { Button, Center } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Goes on with a list that is read a page at a time; nothing where all of it is there. */
export function OlderButton({ more }: { more: (() => void) | null | undefined }) {
  const { t } = useTranslation();
  if (!more) return null;
  return (
    <Center mt="md">
      <Button variant="default" onClick={more}>
        {t('callbacks.older')}
      </Button>
    </Center>
  );
}
