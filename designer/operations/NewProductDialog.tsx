import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

/** Gives a product its id; the rest is said on its page, which holds nothing until it is saved. */
export function NewProductDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [id, setId] = useState('');
  const fits = /^[a-z][a-z0-9_]{0,63}$/.test(id);
  const open = (event: FormEvent): void => {
    event.preventDefault();
    if (fits) void navigate(`/products/${id}?new`);
  };
  return (
    <Modal opened onClose={close} title={t('products.new')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={open}>
        <Stack>
          <TextInput label={t('products.id')} description={t('products.idHelp')} placeholder="card_protection" value={id} onChange={(event) => setId(event.currentTarget.value)} error={id && !fits ? t('products.idHelp') : null} data-autofocus />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!fits}>
              {t('products.new')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
