import { ActionIcon, Combobox, Group, Menu, Text, Textarea, Tooltip, useCombobox } from '@mantine/core';
import { IconBraces, IconPlayerStop, IconVolume, IconWaveSine } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownPath } from '../../../runtime/engine/check/get-known-paths.js';
import { estimatePromptSeconds } from '../../../runtime/engine/prompts/estimate-speech-seconds.js';
import { figureFilters } from '../figure-filters.js';
import { sampleText } from '../sample-text.js';
import { canSpeak, speak, stopSpeaking } from '../speak.js';
import { useKnownPaths, usePathHint } from '../use-known-paths.js';
import { useWords } from '../use-words.js';

interface PromptTextProps {
  /** Of the field, with its language. */
  label: string;
  /** Of the language alone. */
  name: string;
  language: string;
  text: string;
  readOnly: boolean;
  isWrong: boolean;
  set(text: string): void;
}

/** One prompt in one language: variables are completed after `{{`, figures after `|`; it says how long it takes, and can be listened to. */
export function PromptText({ label, name, language, text, readOnly, isWrong, set }: PromptTextProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(text.length);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const completion = useCompletion(text.slice(0, caret));
  const isOpen = combobox.dropdownOpened && completion.options.length > 0 && !readOnly;

  const follow = (): void => {
    const at = field.current?.selectionStart ?? text.length;
    setCaret(at);
    if (/\{\{[^}]*$/.test(text.slice(0, at))) combobox.openDropdown();
    else combobox.closeDropdown();
  };
  const put = (from: number, to: number, words: string): void => {
    set(text.slice(0, from) + words + text.slice(to));
    const at = from + words.length;
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at, at);
      setCaret(at);
    });
  };
  const complete = (value: string): void => {
    const rest = text.slice(caret);
    const figure = completion.options.find((option) => option.value === value)?.figure;
    const reads = figure && !/^\s*\|/.test(rest) ? ` | ${figure}` : '';
    const closes = completion.kind === 'filter' ? '' : reads + (/^\s*(\||\}\})/.test(rest) ? '' : ' }}');
    const ends = completion.kind === 'filter' && !/^\s*\}\}/.test(rest) ? ' }}' : '';
    put(caret - completion.typed.length, caret, value + closes + ends);
    combobox.closeDropdown();
  };

  return (
    <div>
      <Group justify="space-between" gap={4} wrap="nowrap" mb={2}>
        <Text size="xs" c="dimmed" fw={500}>
          {name}
        </Text>
        <Group gap={2} wrap="nowrap">
          <Seconds text={text} language={language} />
          {!readOnly && <Insert name={name} insert={(words) => put(caret, field.current?.selectionEnd ?? caret, words)} />}
          <Listen name={name} text={text} language={language} />
        </Group>
      </Group>
      <Combobox store={combobox} onOptionSubmit={complete} withinPortal position="bottom-start">
        <Combobox.Target withAriaAttributes={false} withKeyboardNavigation={isOpen}>
          <Textarea
            ref={field}
            size="sm"
            autosize
            minRows={3}
            maxRows={12}
            lang={language}
            aria-label={label}
            aria-expanded={isOpen}
            aria-controls={isOpen ? (combobox.listId ?? undefined) : undefined}
            aria-haspopup="listbox"
            role="combobox"
            value={text}
            readOnly={readOnly}
            error={isWrong}
            onChange={(event) => {
              const { value, selectionStart } = event.currentTarget;
              set(value);
              setCaret(selectionStart);
              if (/\{\{[^}]*$/.test(value.slice(0, selectionStart))) {
                combobox.openDropdown();
                combobox.selectFirstOption();
              } else combobox.closeDropdown();
            }}
            onKeyUp={(event) => /^(Arrow(Left|Right)|Home|End)$/.test(event.key) && follow()}
            onClick={follow}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!isOpen}>
          <Combobox.Options mah={220} style={{ overflowY: 'auto' }} aria-label={t('form.variables')}>
            {completion.options.map((option) => (
              <Combobox.Option key={option.value} value={option.value} fz="xs">
                <code>{option.value}</code> {option.hint && <span style={{ color: 'var(--mantine-color-dimmed)' }}>{option.hint}</span>}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}

interface Option {
  value: string;
  hint: string;
  /** How it has to be read. */
  figure?: 'money' | 'date';
}

/** Money and days are figures of a kind of their own, and are read as nothing else. */
function isFigure(known: KnownPath): known is KnownPath & { kind: 'money' | 'date' } {
  return known.kind === 'money' || known.kind === 'date';
}

/** A group or a list of values is nothing to be spoken; what is in it is. */
function isSpoken({ kind }: KnownPath): boolean {
  return kind !== 'group' && kind !== 'list';
}

/** What could stand at the caret: a value inside braces, or a figure after a bar. */
function useCompletion(before: string): { kind: 'path' | 'filter'; typed: string; options: Option[] } {
  const { reader } = useWords();
  const hint = usePathHint();
  const getPaths = useKnownPaths();
  const filter = /\{\{[^}|]*\|\s*(\w*)$/.exec(before);
  if (filter) {
    const typed = filter[1]!;
    return { kind: 'filter', typed, options: figureFilters.filter((known) => known.filter.startsWith(typed)).map((known) => ({ value: known.filter, hint: known.title[reader] })) };
  }
  const typed = /\{\{\s*([\w.[\]]*)$/.exec(before)?.[1] ?? '';
  if (!/\{\{\s*[\w.[\]]*$/.test(before)) return { kind: 'path', typed, options: [] };
  return { kind: 'path', typed, options: getPaths().filter((known) => isSpoken(known) && known.path.includes(typed)).slice(0, 60).map((known) => ({ value: known.path, hint: hint(known), ...(isFigure(known) && { figure: known.kind }) })) };
}

function Seconds({ text, language }: { text: string; language: string }) {
  const { t } = useTranslation();
  if (!text) return null;
  const seconds = Math.max(1, Math.round(estimatePromptSeconds(text, language)));
  return (
    <Text size="xs" c="dimmed" title={t('form.spokenSeconds')}>
      {t('form.seconds', { count: seconds })}
    </Text>
  );
}

/** A variable, a figure, or how it is said, for whoever does not know the signs. */
function Insert({ name, insert }: { name: string; insert(words: string): void }) {
  const { t } = useTranslation();
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Tooltip label={t('form.insertVariable')}>
            <ActionIcon size="sm" aria-label={`${t('form.insertVariable')}, ${name}`}>
              <IconBraces size={14} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown mah={280} style={{ overflowY: 'auto' }}>
          <Variables insert={insert} />
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Tooltip label={t('form.insertMarkup')}>
            <ActionIcon size="sm" aria-label={`${t('form.insertMarkup')}, ${name}`}>
              <IconWaveSine size={14} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item fz="xs" onClick={() => insert('<break time="500ms"/>')}>
            {t('form.markup.pause')}
          </Menu.Item>
          <Menu.Item fz="xs" onClick={() => insert('<prosody rate="slow"></prosody>')}>
            {t('form.markup.slow')}
          </Menu.Item>
          <Menu.Item fz="xs" onClick={() => insert('<emphasis level="moderate"></emphasis>')}>
            {t('form.markup.emphasis')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** A component of its own, so that the values are looked for when the menu opens and not before. */
function Variables({ insert }: { insert(words: string): void }) {
  const { t } = useTranslation();
  const { reader } = useWords();
  const hint = usePathHint();
  const getPaths = useKnownPaths();
  return (
    <>
      {getPaths().filter(isSpoken).map((known) => (
        <Menu.Item key={known.path} fz="xs" onClick={() => insert(`{{ ${known.path}${isFigure(known) ? ` | ${known.kind}` : ''} }}`)}>
          {known.path} <span style={{ color: 'var(--mantine-color-dimmed)' }}>{hint(known)}</span>
        </Menu.Item>
      ))}
      <Menu.Label>{t('form.readAs')}</Menu.Label>
      {figureFilters.map(({ filter, title }) => (
        <Menu.Item key={filter} fz="xs" onClick={() => insert(` | ${filter}`)}>
          <code>| {filter}</code> {title[reader]}
        </Menu.Item>
      ))}
    </>
  );
}

function Listen({ name, text, language }: { name: string; text: string; language: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<'quiet' | 'speaking' | 'no_voice'>('quiet');
  useEffect(() => () => stopSpeaking(), []);
  if (!canSpeak() || !text) return null;
  const listen = (): void => {
    if (state === 'speaking') return stopSpeaking();
    setState('speaking');
    speak(sampleText(text, language).replace(/<[^>]*>/g, ' '), language, (result) => setState(result === 'no_voice' ? 'no_voice' : 'quiet'));
  };
  const label = state === 'no_voice' ? t('form.noVoice', { language: name }) : state === 'speaking' ? t('form.stopListening') : t('form.listen');
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={`${label}, ${name}`} onClick={listen}>
        {state === 'speaking' ? <IconPlayerStop size={14} /> : <IconVolume size={14} />}
      </ActionIcon>
    </Tooltip>
  );
}
