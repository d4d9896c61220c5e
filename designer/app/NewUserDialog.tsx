import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { operationsApi, roles, type Role } from '../api/operations.js';
import { ErrorNote } from './ErrorNote.js';

export function NewUserDialog({ close, added }: { close(): void; added(link: string, name: string): void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('designer');
  const [error, setError] = useState<ApiError | null>(null);
  // Told once it was tried: not while the first letters are written.
  const [wasTried, setTried] = useState(false);
  const fields = { name: useRef<HTMLInputElement>(null), email: useRef<HTMLInputElement>(null) };
  const wrong = { name: wasTried && !name.trim() && t('users.nameMissing'), email: wasTried && !isAddress(email.trim()) && t('users.emailWrong') };
  const add = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    setError(null);
    if (!name.trim()) return fields.name.current?.focus();
    if (!isAddress(email.trim())) return fields.email.current?.focus();
    operationsApi.addUser({ name: name.trim(), email: email.trim(), role }).then((made) => added(made.link, name.trim()), setError);
  };
  return (
    <Modal opened onClose={close} title={t('users.add')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={add} noValidate>
        <Stack>
          <TextInput label={t('users.name')} required ref={fields.name} error={wrong.name} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
          <TextInput label={t('users.email')} type="email" required ref={fields.email} error={wrong.email} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
          <NativeSelect label={t('users.role')} description={t(`roleHelp.${role}`)} data={roles.map((each) => ({ value: each, label: t(`roles.${each}`) }))} value={role} onChange={(event) => setRole(event.currentTarget.value as Role)} />
          {error && <ErrorNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit">
              {t('users.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What the server takes: a name, and a host with a dot in it. */
function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);
}
