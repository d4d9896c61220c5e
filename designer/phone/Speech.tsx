import { ActionIcon, Group, TextInput } from '@mantine/core';
import { IconMicrophone, IconPlayerStop, IconSend2 } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { canListen, listen } from './listen.js';
import { speechToken } from './tokens.js';

/** What the caller says, written, or spoken where the browser understands speech. Where the flow does not listen to words, there is nothing to say. */
export function Speech({ disabled, language, send }: { disabled: boolean; language: string; send(token: string): void }) {
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
      <Group gap={6} wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
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
        {canListen() && <Microphone disabled={disabled} language={language} heard={(spoken) => send(speechToken(spoken))} />}
      </Group>
    </form>
  );
}

function Microphone({ disabled, language, heard }: { disabled: boolean; language: string; heard(words: string): void }) {
  const { t } = useTranslation();
  const [listening, setListening] = useState(false);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  const toggle = (): void => {
    if (listening) return stop.current?.();
    setListening(true);
    stop.current = listen(language, (words) => {
      setListening(false);
      if (words) heard(words);
    });
  };
  return (
    <ActionIcon variant={listening ? 'filled' : 'default'} size={30} aria-label={listening ? t('phone.stopSpeaking') : t('phone.speak')} aria-pressed={listening} disabled={disabled} onClick={toggle}>
      {listening ? <IconPlayerStop size={15} /> : <IconMicrophone size={15} />}
    </ActionIcon>
  );
}
