import { ActionIcon, Group, Menu, Button, TagsInput, Text, Textarea, TextInput, Title, Tooltip } from '@mantine/core';
import { IconLanguage, IconPlayerStop, IconTrash, IconVolume } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { estimateSpeechSeconds } from '../../runtime/engine/prompts/estimate-speech-seconds.js';
import { languageName } from '../text/language-name.js';
import { MOST_CHARACTERS, noWords, type LanguageWords } from './article-form.js';
import { houseLanguages } from './article-state.js';
import classes from './Library.module.css';
import { useVoice } from './use-voice.js';

interface ArticleLanguagesProps {
  words: Record<string, LanguageWords>;
  readOnly: boolean;
  change(words: Record<string, LanguageWords>): void;
}

/** Others that lines speak. */
const moreLanguages = ['zh-HK', 'zh-TW', 'ja-JP', 'ko-KR', 'es-ES', 'fr-FR', 'de-DE', 'ru-RU', 'ar-SA', 'vi-VN', 'th-TH', 'pt-BR'];

/** The words of an article in all its languages, side by side. */
export function ArticleLanguages({ words, readOnly, change }: ArticleLanguagesProps) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  // The reader's own language stands first.
  const tags = Object.keys(words).sort((one, other) => Number(other === reader) - Number(one === reader));
  const free = moreLanguages.filter((tag) => !(tag in words));
  const remove = (tag: string): void => change(Object.fromEntries(Object.entries(words).filter(([each]) => each !== tag)));
  return (
    <>
      {!readOnly && (
        <Group justify="flex-end" mt={-22} mb="sm">
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="xs" variant="subtle" leftSection={<IconLanguage size={16} />}>
                {t('article.addLanguage')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah={280} style={{ overflow: 'auto' }}>
              {free.map((tag) => (
                <Menu.Item key={tag} onClick={() => change({ ...words, [tag]: noWords })}>
                  {languageName(tag, reader)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </Group>
      )}
      <div className={classes.columns} style={readOnly ? { marginTop: 16 } : undefined}>
        {tags.map((tag) => (
          <LanguageColumn
            key={tag}
            tag={tag}
            words={words[tag]!}
            readOnly={readOnly}
            change={(part) => change({ ...words, [tag]: { ...words[tag]!, ...part } })}
            remove={readOnly || (houseLanguages as readonly string[]).includes(tag) ? undefined : () => remove(tag)}
          />
        ))}
      </div>
    </>
  );
}

interface LanguageColumnProps {
  tag: string;
  words: LanguageWords;
  readOnly: boolean;
  change(part: Partial<LanguageWords>): void;
  remove: (() => void) | undefined;
}

function LanguageColumn({ tag, words: { title, text, keywords, agentText }, readOnly, change, remove }: LanguageColumnProps) {
  const { t, i18n } = useTranslation();
  const language = languageName(tag, i18n.resolvedLanguage ?? 'en-US');
  const seconds = Math.round(estimateSpeechSeconds(text, tag));
  const shared = { readOnly, lang: tag, mt: 'sm' as const };
  return (
    <section className={classes.language} aria-label={language}>
      <Group justify="space-between">
        <Title order={2} size="h5">
          {language}
        </Title>
        {remove && (
          <ActionIcon aria-label={t('article.removeLanguage', { language })} onClick={remove}>
            <IconTrash size={17} />
          </ActionIcon>
        )}
      </Group>
      <TextInput {...shared} label={t('article.title')} aria-label={t('article.titleOf', { language })} description={t('article.titleHelp')} value={title} onChange={(event) => change({ title: event.currentTarget.value })} />
      <Textarea
        {...shared}
        label={t('article.text')}
        aria-label={t('article.textOf', { language })}
        description={t('article.textHelp')}
        autosize
        minRows={5}
        maxRows={12}
        maxLength={MOST_CHARACTERS}
        value={text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <Group justify="space-between" mt={4}>
        <Text size="xs" c="dimmed">
          {t('article.seconds', { count: seconds })} · {t('article.characters', { count: text.length, most: MOST_CHARACTERS })}
        </Text>
        <Listen text={text} tag={tag} language={language} />
      </Group>
      <TagsInput
        attributes={{ wrapper: { lang: tag } }}
        {...shared}
        label={t('article.keywords')}
        aria-label={t('article.keywordsOf', { language })}
        description={t('article.keywordsHelp')}
        maxTags={40}
        acceptValueOnBlur
        splitChars={[',', '，', ';', '；']}
        value={keywords}
        onChange={(each) => change({ keywords: each.map((keyword) => keyword.trim().slice(0, 60)).filter(Boolean) })}
      />
      <Textarea {...shared} label={t('article.agentText')} aria-label={t('article.agentTextOf', { language })} description={t('article.agentTextHelp')} autosize minRows={2} maxRows={8} value={agentText} onChange={(event) => change({ agentText: event.currentTarget.value })} />
    </section>
  );
}

/** The browser's own voice, where it has one: enough to hear whether the words read well aloud. */
function Listen({ text, tag, language }: { text: string; tag: string; language: string }) {
  const { t } = useTranslation();
  const { canSpeak, speaking, speak, stop } = useVoice();
  if (!canSpeak) return null;
  return (
    <Tooltip label={t('article.listenTo', { language })}>
      <Button size="compact-xs" variant="subtle" disabled={!text.trim()} leftSection={speaking ? <IconPlayerStop size={14} /> : <IconVolume size={14} />} onClick={() => (speaking ? stop() : speak(text, tag))}>
        {speaking ? t('article.stop') : t('article.listen')}
      </Button>
    </Tooltip>
  );
}
