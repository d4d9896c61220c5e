import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { operationsApi, roles, type Role } from '../api/operations.js';
import { ErrorNote } from './ErrorNote.js';

export function NewUserDialog({ close, added }: { close(): void; added(link: string): void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('designer');
  const [error, setError] = useState<ApiError | null>(null);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    operationsApi.addUser({ name: name.trim(), email: email.trim(), role }).then((made) => added(made.link), setError);
  };
  return (
    <Modal opened onClose={close} title={t('users.add')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={add}>
        <Stack>
          <TextInput label={t('users.name')} required value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
          <TextInput label={t('users.email')} type="email" required value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
          <NativeSelect label={t('users.role')} description={t(`roleHelp.${role}`)} data={roles.map((each) => ({ value: each, label: t(`roles.${each}`) }))} value={role} onChange={(event) => setRole(event.currentTarget.value as Role)} />
          {error && <ErrorNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!name.trim() || !/.+@.+/.test(email)}>
              {t('users.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
