import { ActionIcon, Button, NativeSelect, Skeleton, Text, Tooltip } from '@mantine/core';
import { IconLink, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { operationsApi, roles, type Role, type User } from '../api/operations.js';
import type { Loaded } from '../api/use-loaded.js';
import { ago } from '../text/moments.js';
import { announce } from './announce.js';
import { ConfirmDialog } from './ConfirmDialog.js';
import { ErrorNote } from './ErrorNote.js';
import { ListPanel } from './ListPanel.js';
import { NewUserDialog } from './NewUserDialog.js';
import { SecretDialog } from './SecretDialog.js';
import { useUser } from './SignedIn.js';
import { ListCell, ListRow, ListTable } from './ListTable.js';

/** The people who may sign in. There are no passwords: a link, valid for a quarter of an hour, lets one in once. */
export function UsersPanel({ users }: { users: Loaded<{ users: User[] }> }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<User | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const act = (done: Promise<unknown>, told: string): void =>
    void done.then(() => {
      announce(told);
      setError(null);
      users.reload();
    }, setError);
  const add = (
    <Button size="sm" variant="light" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('users.add')}
    </Button>
  );
  return (
    <ListPanel title={t('users.title')} help={t('users.help')} action={add}>
      {(users.error ?? error) && <ErrorNote error={(users.error ?? error)!} retry={users.reload} />}
      {!users.data && users.loading && <Skeleton height={120} />}
      {users.data && (
        <UsersTable
          users={users.data.users}
          setRole={(user, role) => act(operationsApi.setRole(user.id, role), t('users.roleNow', { name: user.name, role: t(`roles.${role}`) }))}
          makeLink={(user) => operationsApi.makeLink(user.id).then((made) => setLink(made.link), setError)}
          remove={setRemoved}
        />
      )}
      {adding && (
        <NewUserDialog
          close={() => setAdding(false)}
          added={(made, name) => {
            setAdding(false);
            announce(t('users.added', { name }));
            setLink(made);
            users.reload();
          }}
        />
      )}
      {link && <SecretDialog title={t('users.link')} text={t('users.linkHelp')} secret={link} close={() => setLink(null)} />}
      {removed && (
        <ConfirmDialog
          title={t('users.remove', { name: removed.name })}
          text={t('users.removeHelp')}
          action={t('users.removeDo')}
          close={() => setRemoved(null)}
          confirm={() => {
            act(operationsApi.deleteUser(removed.id), t('users.removed', { name: removed.name }));
            setRemoved(null);
          }}
        />
      )}
    </ListPanel>
  );
}

interface UsersTableProps {
  users: User[];
  setRole(user: User, role: Role): void;
  makeLink(user: User): void;
  remove(user: User): void;
}

function UsersTable({ users, setRole, makeLink, remove }: UsersTableProps) {
  const { t, i18n } = useTranslation();
  const me = useUser();
  return (
    <ListTable title={t('users.title')} columns={[t('users.name'), t('users.email'), t('users.role'), t('users.lastSignIn')]} withActions minWidth={620} spacing="xs">
      {users.map((user) => (
        <ListRow key={user.id}>
          <ListCell fw={600}>{user.name}</ListCell>
          <ListCell>{user.email}</ListCell>
          <ListCell>
            <NativeSelect size="xs" aria-label={t('users.roleOf', { name: user.name })} disabled={user.id === me.id} data={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))} value={user.role} onChange={(event) => setRole(user, event.currentTarget.value as Role)} />
          </ListCell>
          <ListCell>
            <Text size="sm" c="dimmed">
              {user.lastSignInAt ? ago(user.lastSignInAt, i18n.resolvedLanguage ?? 'en-US') : t('users.never')}
            </Text>
          </ListCell>
          <ListCell ta="right" style={{ whiteSpace: 'nowrap' }}>
            <Tooltip label={t('users.makeLink')}>
              <ActionIcon aria-label={t('users.makeLinkFor', { name: user.name })} onClick={() => makeLink(user)}>
                <IconLink size={17} />
              </ActionIcon>
            </Tooltip>
            <ActionIcon aria-label={t('users.remove', { name: user.name })} disabled={user.id === me.id} onClick={() => remove(user)}>
              <IconTrash size={17} />
            </ActionIcon>
          </ListCell>
        </ListRow>
      ))}
    </ListTable>
  );
}
