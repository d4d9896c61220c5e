import { Anchor, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { ApiError } from '../api/client.js';
import { productsApi, type ProductEntry } from '../api/products.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { inLanguage } from '../drafts/in-language.js';

/** Gives a product its id; the rest is said on its page, which holds nothing until it is saved. */
export function NewProductDialog({ products, close }: { products: ProductEntry[]; close(): void }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const [id, setId] = useState('');
  const [known, setKnown] = useState(products);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const fits = /^[a-z][a-z0-9_]{0,63}$/.test(id);
  const taken = [...products, ...known].find(({ product }) => product === id);
  /** Somebody may have added it since the page was loaded. */
  const open = (event: FormEvent): void => {
    event.preventDefault();
    if (!fits || taken) return;
    setBusy(true);
    setError(null);
    productsApi
      .list()
      .then((now) => (now.products.some(({ product }) => product === id) ? setKnown(now.products) : void navigate(`/products/${id}?new`)), setError)
      .finally(() => setBusy(false));
  };
  const wrong = taken ? (
    <>
      {t('products.idTaken')}{' '}
      <Anchor component={Link} to={`/products/${id}`} inherit>
        {inLanguage(taken.document.name, i18n.resolvedLanguage ?? 'en-US') || id}
      </Anchor>
    </>
  ) : id && !fits ? (
    t('products.idHelp')
  ) : null;
  return (
    <Modal opened onClose={close} title={t('products.new')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={open}>
        <Stack>
          <TextInput label={t('products.id')} description={t('products.idHelp')} placeholder="card_protection" value={id} onChange={(event) => setId(event.currentTarget.value)} error={wrong} data-autofocus />
          {error && <ErrorNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={!fits || taken !== undefined}>
              {t('products.new')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
