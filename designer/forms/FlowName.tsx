import { Input, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setFlowMeta } from '../drafts/edits.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { languageName } from '../text/language-name.js';
import { useWords } from './use-words.js';

/** The name of the flow: one for all readers, or one a language. A single name becomes several when another is written. */
export function FlowName() {
  const { t } = useTranslation();
  const { reader } = useWords();
  const { drafts, mayEdit } = useEditor();
  const { name, languages } = useDraft((draft) => draft.document.meta);
  const { edit } = drafts.getState();
  const names: Record<string, string> = typeof name === 'string' ? { [languages[0] ?? 'en-US']: name } : name;
  const set = (language: string, text: string): void => {
    const { [language]: _before, ...others } = names;
    const after = text ? { ...others, [language]: text } : others;
    if (Object.keys(after).length > 0) edit(setFlowMeta({ name: after }), 'flow.name');
  };
  return (
    <Input.Wrapper label={t('flow.name')} labelElement="div" role="group" aria-label={t('flow.name')}>
      <SimpleGrid cols={languages.length > 1 ? 2 : 1} spacing={8} mt={4}>
        {languages.map((language) => (
          <TextInput
            key={language}
            size="sm"
            lang={language}
            description={languageName(language, reader)}
            aria-label={t('form.inLanguage', { label: t('flow.name'), language: languageName(language, reader) })}
            value={names[language] ?? ''}
            readOnly={!mayEdit}
            onChange={(event) => set(language, event.currentTarget.value)}
          />
        ))}
      </SimpleGrid>
    </Input.Wrapper>
  );
}
