import { ActionIcon, Badge, Button, Card, Group, Menu, Skeleton, Tabs } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBook2, IconDots, IconDownload, IconPlus, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ApiError } from '../api/client.js';
import type { KnowledgeFigures } from '../../schemas/answers/knowledge-figures.js';
import { knowledgeApi, type ImportOutcome } from '../api/library.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { useMay } from '../app/SignedIn.js';
import { ArticleList } from './ArticleList.js';
import { AskAsCaller } from './AskAsCaller.js';
import { Figure } from './Figure.js';
import { ImportDialog } from './ImportDialog.js';
import classes from './Library.module.css';
import { saveJson } from '../app/save-json.js';
import { UnansweredList } from './UnansweredList.js';

/** The knowledge base: the articles, how they do, and what nobody could answer. */
export function KnowledgePage() {
  const { t } = useTranslation();
  const articles = useLoaded('articles', knowledgeApi.list);
  const figures = useLoaded('knowledge figures', knowledgeApi.figures);
  const mayWrite = useMay('articles.write');
  const [importing, setImporting] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const finish = (outcome: ImportOutcome | null): void => {
    setImporting(false);
    if (!outcome) return;
    articles.reload();
    notifications.show({ message: t('knowledge.imported', { added: outcome.added.length, changed: outcome.changed.length, unchanged: outcome.unchanged.length }) });
  };
  const exportAll = (): void => void knowledgeApi.export().then((file) => saveJson('articles.json', file), setError);
  const waiting = figures.data?.unanswered.length ?? 0;
  const problem = articles.error ?? figures.error ?? error;
  return (
    <Page title={t('knowledge.title')} summary={t('knowledge.summary')} actions={<Actions mayWrite={mayWrite} exportAll={exportAll} startImport={() => setImporting(true)} />}>
      {problem && <ErrorNote error={problem} retry={articles.reload} />}
      <Figures figures={figures.data} />
      {figures.settled && (
        <Tabs defaultValue="articles" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="articles">{t('knowledge.tabs.articles')}</Tabs.Tab>
            <Tabs.Tab
              value="unanswered"
              rightSection={
                waiting > 0 && (
                  <Badge size="sm" variant="light" color="yellow">
                    {waiting}
                  </Badge>
                )
              }
            >
              {t('knowledge.tabs.unanswered')}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="articles">
            {!articles.data && articles.loading && <Skeleton height={320} radius="lg" />}
            {articles.data && (
              <Card withBorder radius="lg" p={0}>
                {articles.data.articles.length === 0 ? (
                  <EmptyNote Icon={IconBook2} title={t('knowledge.empty')}>
                    {t('knowledge.emptyHelp')}
                  </EmptyNote>
                ) : (
                  <>
                    <AskAsCaller mayWrite={mayWrite} />
                    <ArticleList articles={articles.data.articles} figures={figures.data?.articles ?? []} />
                  </>
                )}
              </Card>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="unanswered">{figures.data ? <UnansweredList questions={figures.data.unanswered} mayWrite={mayWrite} reload={figures.reload} /> : <Skeleton height={240} radius="lg" />}</Tabs.Panel>
        </Tabs>
      )}
      {importing && <ImportDialog close={finish} />}
    </Page>
  );
}

function Actions({ mayWrite, exportAll, startImport }: { mayWrite: boolean; exportAll(): void; startImport(): void }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="lg" variant="default" aria-label={t('knowledge.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={16} />} onClick={exportAll}>
            {t('knowledge.export')}
          </Menu.Item>
          {mayWrite && (
            <Menu.Item leftSection={<IconUpload size={16} />} onClick={startImport}>
              {t('knowledge.import')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {mayWrite && (
        <Button component={Link} to="/knowledge/new" leftSection={<IconPlus size={17} />}>
          {t('knowledge.new')}
        </Button>
      )}
    </Group>
  );
}

function Figures({ figures }: { figures: KnowledgeFigures | null }) {
  const { t, i18n } = useTranslation();
  if (!figures) return <Skeleton height={76} radius="lg" mb="lg" />;
  const { asked, helped, unanswered } = figures.totals;
  const share = (count: number): string | undefined => (asked === 0 ? undefined : t('knowledge.figures.ofAsked', { rate: new Intl.NumberFormat(i18n.resolvedLanguage, { style: 'percent' }).format(count / asked) }));
  return (
    <dl className={classes.figures}>
      <Figure name={t('knowledge.figures.asked')} value={asked} note={t('knowledge.figures.days')} />
      <Figure name={t('knowledge.figures.helped')} value={helped} note={share(helped)} />
      <Figure name={t('knowledge.figures.unanswered')} value={unanswered} note={share(unanswered)} />
    </dl>
  );
}
