import { ActionIcon, Button, Group, Modal, NativeSelect, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { operationsApi, roles, type Role, type Token } from '../api/operations.js';
import { useLoaded } from '../api/use-loaded.js';
import { ago } from '../text/moments.js';
import { announce } from './announce.js';
import { ConfirmDialog } from './ConfirmDialog.js';
import { ErrorNote } from './ErrorNote.js';
import { ListPanel } from './ListPanel.js';
import { SecretDialog } from './SecretDialog.js';
import { ListCell, ListRow, ListTable } from './ListTable.js';

/** Tokens for programs, such as the command line against this server. */
export function TokensPanel() {
  const { t } = useTranslation();
  const tokens = useLoaded('tokens', operationsApi.tokens);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [removed, setRemoved] = useState<Token | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const add = (
    <Button size="sm" variant="light" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('tokens.add')}
    </Button>
  );
  return (
    <ListPanel title={t('tokens.title')} help={t('tokens.help')} action={add}>
      {(tokens.error ?? error) && <ErrorNote error={(tokens.error ?? error)!} retry={tokens.reload} />}
      {!tokens.data && tokens.loading && <Skeleton height={80} />}
      {tokens.data?.tokens.length === 0 && (
        <Text p="md" c="dimmed">
          {t('tokens.empty')}
        </Text>
      )}
      {tokens.data && tokens.data.tokens.length > 0 && <TokensTable tokens={tokens.data.tokens} remove={setRemoved} />}
      {adding && (
        <NewTokenDialog
          close={() => setAdding(false)}
          added={(token, name) => {
            setAdding(false);
            announce(t('tokens.added', { name }));
            setMade(token);
            tokens.reload();
          }}
        />
      )}
      {made && <SecretDialog title={t('tokens.made')} text={t('tokens.madeHelp')} secret={made} close={() => setMade(null)} />}
      {removed && (
        <ConfirmDialog
          title={t('tokens.remove', { name: removed.name })}
          text={t('tokens.removeHelp')}
          action={t('tokens.removeDo')}
          close={() => setRemoved(null)}
          confirm={() => {
            operationsApi.deleteToken(removed.id).then(() => {
              announce(t('tokens.removed', { name: removed.name }));
              setError(null);
              tokens.reload();
            }, setError);
            setRemoved(null);
          }}
        />
      )}
    </ListPanel>
  );
}

function TokensTable({ tokens, remove }: { tokens: Token[]; remove(token: Token): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  return (
    <ListTable title={t('tokens.title')} columns={[t('tokens.name'), t('users.role'), t('tokens.prefix'), t('tokens.lastUsed')]} withActions spacing="xs">
      {tokens.map((token) => (
        <ListRow key={token.id}>
          <ListCell fw={600}>{token.name}</ListCell>
          <ListCell>{t(`roles.${token.role}`)}</ListCell>
          <ListCell>
            <code>{token.prefix}…</code>
          </ListCell>
          <ListCell>{token.lastUsedAt ? ago(token.lastUsedAt, reader) : t('users.never')}</ListCell>
          <ListCell ta="right">
            <ActionIcon aria-label={t('tokens.remove', { name: token.name })} onClick={() => remove(token)}>
              <IconTrash size={17} />
            </ActionIcon>
          </ListCell>
        </ListRow>
      ))}
    </ListTable>
  );
}

function NewTokenDialog({ close, added }: { close(): void; added(token: string, name: string): void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('designer');
  const [error, setError] = useState<ApiError | null>(null);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    operationsApi.addToken(name.trim(), role).then((made) => added(made.token, name.trim()), setError);
  };
  return (
    <Modal opened onClose={close} title={t('tokens.add')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={add}>
        <Stack>
          <TextInput label={t('tokens.name')} description={t('tokens.nameHelp')} required value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
          <NativeSelect label={t('users.role')} description={t(`roleHelp.${role}`)} data={roles.map((each) => ({ value: each, label: t(`roles.${each}`) }))} value={role} onChange={(event) => setRole(event.currentTarget.value as Role)} />
          {error && <ErrorNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!name.trim()}>
              {t('tokens.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
