import { ActionIcon, TextInput } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { speechToken } from './tokens.js';

/** What the caller says, written. Where the flow does not listen to words, there is nothing to write. */
export function Speech({ disabled, send }: { disabled: boolean; send(token: string): void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const say = (event: FormEvent): void => {
    event.preventDefault();
    if (!words.trim() || disabled) return;
    send(speechToken(words));
    setWords('');
  };
  return (
    <form onSubmit={say}>
      <TextInput
        size="xs"
        aria-label={t('phone.speech')}
        placeholder={disabled ? t('phone.keysOnly') : t('phone.speech')}
        disabled={disabled}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        rightSection={
          <ActionIcon type="submit" size={26} aria-label={t('phone.say')} disabled={disabled || !words.trim()}>
            <IconSend2 size={15} />
          </ActionIcon>
        }
      />
    </form>
  );
}
