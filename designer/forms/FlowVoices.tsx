import { Input, MultiSelect, NativeSelect, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { getSpokenLanguage } from '../../schemas/voices.js';
import { setFlowMeta } from '../drafts/edits.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { languageName } from '../text/language-name.js';
import { useWords } from './use-words.js';

/** Who speaks each language of the flow, and which other language is spoken where a text has none of its own. */
export function FlowVoices() {
  const { t } = useTranslation();
  const { reader } = useWords();
  const { drafts, mayEdit } = useEditor();
  const { languages, voices = {}, fallbacks = {} } = useDraft((draft) => draft.document.meta);
  const { edit } = drafts.getState();
  return (
    <Input.Wrapper label={t('flow.voices')} description={t('flow.voicesHelp')} labelElement="div" role="group" aria-label={t('flow.voices')}>
      <Stack gap="xs" mt={6}>
        {languages.map((language) => (
          <Stack key={language} gap={4}>
            <NativeSelect
              size="xs"
              label={languageName(language, reader)}
              data={voiceChoices(language, voices[language], t('flow.voiceDefault'))}
              value={voices[language] ?? ''}
              disabled={!mayEdit}
              onChange={(event) => edit(setFlowMeta({ voices: withEntry(voices, language, event.currentTarget.value || undefined) }))}
            />
            {languages.length > 1 && (
              <MultiSelect
                size="xs"
                label={t('flow.fallbacks', { language: languageName(language, reader) })}
                placeholder={fallbacks[language] ? undefined : t('flow.noFallback')}
                data={languages.filter((other) => other !== language).map((other) => ({ value: other, label: languageName(other, reader) }))}
                value={fallbacks[language] ?? []}
                disabled={!mayEdit}
                onChange={(chosen) => edit(setFlowMeta({ fallbacks: withEntry(fallbacks, language, chosen.length > 0 ? chosen : undefined) }))}
              />
            )}
          </Stack>
        ))}
      </Stack>
    </Input.Wrapper>
  );
}

function voiceChoices(language: string, chosen: string | undefined, standing: string): { value: string; label: string }[] {
  const known = (getSpokenLanguage(language)?.voices ?? []).map(({ name }) => name);
  const names = chosen && !known.includes(chosen) ? [...known, chosen] : known;
  return [{ value: '', label: known[0] ? `${standing} (${known[0]})` : standing }, ...names.map((name) => ({ value: name, label: name }))];
}

/** The record with the entry, or without it; no record where nothing is left. */
function withEntry<Value>(record: Record<string, Value>, name: string, value: Value | undefined): Record<string, Value> | undefined {
  const { [name]: _before, ...others } = record;
  const after = value === undefined ? others : { ...others, [name]: value };
  return Object.keys(after).length === 0 ? undefined : after;
}
