import { Button, Input, SimpleGrid, Text, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../../drafts/editor.js';
import { languageName } from '../../text/language-name.js';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';
import { useWords } from '../use-words.js';
import { PromptText } from './PromptText.js';

/**
 * A text in each language of the flow, side by side, with how long a voice takes for it. An empty one is left out of the file. One that a new
 * step brought unwritten waits for words, which the check asks for; where it need not be said, a button leaves it out.
 */
export function PromptControl(props: ControlProps) {
  const { property, value, onChange, pointer } = props;
  const { label, description, error } = useLabels(props);
  const { languages, readOnly } = useForm();
  const { t } = useTranslation();
  const fields = useRef<HTMLDivElement>(null);
  const texts = (typeof value === 'object' && value !== null ? value : {}) as Record<string, string>;
  const isShort = property.name === 'label' || property.name === 'words' || property.name === 'title';
  const set = (language: string, text: string): void => {
    const { [language]: _before, ...others } = texts;
    const after = text === '' ? others : inOrder({ ...others, [language]: text }, languages);
    onChange(Object.keys(after).length === 0 && !property.required ? undefined : after);
  };
  const isUnwritten = value !== undefined && !property.required && Object.values(texts).every((text) => text === '');
  const leaveOut = (): void => {
    onChange(undefined);
    fields.current?.querySelector<HTMLElement>('textarea')?.focus();
  };
  return (
    <Input.Wrapper label={label} description={isShort ? undefined : description} error={error && !error.includes('\n') ? error : undefined} labelElement="div" role="group" aria-label={label}>
      <SimpleGrid cols={languages.length > 1 ? 2 : 1} spacing={8} verticalSpacing={8} mt={4} ref={fields}>
        {languages.map((language) => (
          <LanguageText key={language} label={label} language={language} text={texts[language] ?? ''} isShort={isShort} pointer={`${pointer}/${language}`} set={(text) => set(language, text)} />
        ))}
      </SimpleGrid>
      {isUnwritten && !readOnly && (
        <Button size="compact-xs" variant="subtle" mt={4} aria-label={t('form.leaveOutOf', { label })} onClick={leaveOut}>
          {t('form.leaveOut')}
        </Button>
      )}
    </Input.Wrapper>
  );
}

function LanguageText({ label, language, text, isShort, pointer, set }: { label: string; language: string; text: string; isShort: boolean; pointer: string; set(text: string): void }) {
  const { t } = useTranslation();
  const { reader } = useWords();
  const { readOnly } = useForm();
  const isWrong = useView((view) => view.problems.some((problem) => problem.pointer === pointer));
  const name = languageName(language, reader);
  const inLanguage = t('form.inLanguage', { label, language: name });
  if (!isShort) return <PromptText label={inLanguage} {...{ name, language, text, readOnly, isWrong, set }} />;
  return (
    <div>
      <Text size="xs" c="dimmed" fw={500} mb={2}>
        {name}
      </Text>
      <Textarea size="xs" autosize minRows={1} maxRows={12} lang={language} aria-label={inLanguage} value={text} readOnly={readOnly} error={isWrong} onChange={(event) => set(event.currentTarget.value.replaceAll('\n', ' '))} />
    </div>
  );
}

/** The file keeps the languages in the order of the flow, however they were written. */
function inOrder(texts: Record<string, string>, languages: string[]): Record<string, string> {
  const known = languages.filter((language) => language in texts);
  return Object.fromEntries([...known, ...Object.keys(texts).filter((language) => !known.includes(language))].map((language) => [language, texts[language]!]));
}
