import { Alert, Button, Card, Group, SimpleGrid, Skeleton, Stack, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Product } from '../../schemas/documents/product.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import type { ApiError } from '../api/client.js';
import { productsApi, type ProductVersion } from '../api/products.js';
import type { Use } from '../api/switches.js';
import { useLoaded } from '../api/use-loaded.js';
import { ConfirmDialog } from '../app/ConfirmDialog.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { NotFoundPage } from '../app/NotFoundPage.js';
import { Page } from '../app/Page.js';
import { useMay } from '../app/SignedIn.js';
import { useLeaveWarning } from '../app/use-leave-warning.js';
import { inLanguage } from '../drafts/in-language.js';
import { Field } from '../forms/Field.js';
import { createEmpty, readProperties } from '../forms/form-schema.js';
import { moment } from '../text/moments.js';
import { whoName } from '../text/who-name.js';
import { ChangedMeanwhile, isChangedMeanwhile, LoadedMeanwhile } from './ChangedMeanwhile.js';
import { keepChanges } from './keep-changes.js';
import { findProductProblems } from './product-problems.js';
import { ProductChanges } from './ProductChanges.js';
import { ProductHistory } from './ProductHistory.js';
import { ScratchEditor } from './ScratchEditor.js';
import { UsedBy } from './UsedBy.js';

/** One product: its terms to change, every version it had, and who offers it. */
export function ProductPage() {
  const { product = '' } = useParams();
  const [query] = useSearchParams();
  const { data, error, loading, reload } = useLoaded(`product ${product}`, (signal) => productsApi.versions(product, signal));
  if (error?.status === 404 && query.has('new')) return <ProductView product={product} versions={[]} uses={[]} reload={reload} />;
  if (error?.status === 404) return <NotFoundPage />;
  if (error) return <ErrorNote error={error} retry={reload} />;
  if (!data || (loading && !data)) return <Skeleton height={400} m="lg" radius="lg" />;
  return <ProductView key={product} product={product} versions={data.versions} uses={data.uses} reload={reload} />;
}

const languages = ['zh-CN', 'en-US'];

/** Everything but the id, which never changes, and what the page has buttons for. */
const properties = readProperties(Product).filter(({ name }) => !['id', 'withdrawn'].includes(name));

function ProductView({ product, versions, uses, reload }: { product: string; versions: ProductVersion[]; uses: Use[]; reload(): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const navigate = useNavigate();
  const mayEdit = useMay('products.write');
  const [base, setBase] = useState<Base | null>(() => (versions[0] ? toBase(versions[0]) : null));
  const saved = base?.document;
  const [wasLoaded, setWasLoaded] = useState(false);
  const [busy, setBusy] = useState(false);
  const [document, setDocument] = useState<JsonObject>(() => saved ?? { ...(createEmpty(Product, languages) as JsonObject), ...firstTerms, id: product });
  const [error, setError] = useState<ApiError | null>(null);
  const problems = useMemo(() => findProductProblems(withoutEmptyTexts(onSale(document))), [document]);
  const isChanged = JSON.stringify(document) !== JSON.stringify(saved);
  const [isTouched, setTouched] = useState(false);
  const isWithdrawn = saved?.['withdrawn'] === true;
  const [isWithdrawing, setWithdrawing] = useState(false);
  useLeaveWarning(mayEdit && isTouched && isChanged);
  const set = (name: string, value: Json | undefined): void => {
    const { [name]: _before, ...others } = document;
    setTouched(true);
    setDocument(value === undefined ? others : { ...document, [name]: value });
  };
  /** `kept`: what the page goes on with. (Default: what was saved.) */
  const save = (wanted: JsonObject, kept?: JsonObject): void => {
    const terms = withoutEmptyTexts(wanted);
    setBusy(true);
    setError(null);
    productsApi
      .save(terms as unknown as Product, base?.version ?? null)
      .then(({ version }) => {
        setBase({ version, document: terms });
        setDocument(kept ?? terms);
        setWasLoaded(false);
        notifications.show({ message: terms['withdrawn'] === true ? t('products.withdrawnNow') : t('products.saved', { version: version.slice(0, 8) }) });
        if (!kept) setTouched(false);
        void navigate(`/products/${product}`, { replace: true });
        reload();
      }, setError)
      .finally(() => setBusy(false));
  };
  /** Theirs, with what was changed here on top. */
  const loadTheirs = (): void =>
    void productsApi.versions(product).then(({ versions: [newest] }) => {
      const theirs = toBase(newest!);
      setDocument(keepChanges(saved ?? {}, document, theirs.document) as JsonObject);
      setBase(theirs);
      setError(null);
      setWasLoaded(true);
      reload();
    }, setError);
  /** As it is saved: what was changed here and is not saved stays on the page. */
  const withdraw = (): void => {
    setWithdrawing(false);
    if (saved) save({ ...saved, withdrawn: true }, { ...document, withdrawn: true });
  };
  const actions = (
    <Group gap="sm">
      <Button component={Link} to="/products" variant="default" leftSection={<IconArrowLeft size={16} />}>
        {t('products.back')}
      </Button>
      {mayEdit && saved && !isWithdrawn && (
        <Button variant="default" onClick={() => setWithdrawing(true)}>
          {t('products.withdraw')}
        </Button>
      )}
      {mayEdit && (
        <Button loading={busy} disabled={!(isChanged || isWithdrawn) || problems.length > 0} onClick={() => save(onSale(document))}>
          {t('products.save')}
        </Button>
      )}
    </Group>
  );
  return (
    <Page title={inLanguage(document['name'] as never, reader) || product} summary={product} actions={actions}>
      {(error || wasLoaded) && (
        <Stack mb="md">
          {isChangedMeanwhile(error) ? <ChangedMeanwhile error={error} load={loadTheirs} /> : error && <ErrorNote error={error} />}
          {wasLoaded && base && <LoadedMeanwhile>{isChanged ? <ProductChanges before={base.document as unknown as Product} after={document as unknown as Product} /> : t('meanwhile.nothing')}</LoadedMeanwhile>}
        </Stack>
      )}
      {isWithdrawn && (
        <Alert color="gray" variant="light" role="status" mb="md" title={t('products.withdrawn')}>
          {versions[0] && t('products.withdrawnBy', { who: whoName(versions[0].who, t), when: moment(versions[0].at, reader) })} {t('products.withdrawnHelp')}
        </Alert>
      )}
      {isChanged && problems.length > 0 && (
        <Alert color="yellow" variant="light" mb="md">
          {t('products.problem')}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Card withBorder radius="lg" component="section" aria-label={t('products.terms')}>
          <ScratchEditor languages={languages} problems={problems} mayEdit={mayEdit}>
            <Stack gap="md">
              {properties.map((property) => (
                <Field key={property.name} property={property} value={document[property.name]} onChange={(value) => set(property.name, value)} pointer={`/${property.name}`} />
              ))}
            </Stack>
          </ScratchEditor>
        </Card>
        <Stack>
          <Card withBorder radius="lg">
            <Title order={2} size="h5" mb={6}>
              {t('products.offeredBy')}
            </Title>
            <UsedBy uses={uses} none={t('products.notOffered')} />
          </Card>
          <ProductHistory versions={versions} hasUnsaved={isTouched && isChanged} restore={mayEdit ? (version) => save(version.document as unknown as JsonObject) : undefined} />
        </Stack>
      </SimpleGrid>
      {isWithdrawing && (
        <ConfirmDialog
          title={t('products.withdrawTitle', { name: inLanguage(saved?.['name'] as never, reader) || product })}
          text={t('products.withdrawText')}
          action={t('products.withdraw')}
          confirm={withdraw}
          close={() => setWithdrawing(false)}
        />
      )}
    </Page>
  );
}

/** What the terms here were made from. */
interface Base {
  version: string;
  document: JsonObject;
}

const toBase = ({ version, document }: ProductVersion): Base => ({ version, document: document as unknown as JsonObject });

/** What a new product begins with: nothing that would be wrong to keep. */
const firstTerms: JsonObject = {
  quoted: { price: { amountMinor: 0, currency: 'CNY' }, period: 'month' },
  charged: { price: { amountMinor: 0, currency: 'CNY' }, period: 'month' },
  chargeDay: 5,
  termMonths: 12,
  coolingOffDays: 15,
  eligibility: { identity: 'verified' },
};

/** As it is put on sale: without the mark that it was withdrawn. */
function onSale({ withdrawn: _withdrawn, ...terms }: JsonObject): JsonObject {
  return terms;
}

/** A language that is not written is left out. */
function withoutEmptyTexts(document: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [name, ['name', 'insurer', 'confirmationText'].includes(name) && value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).filter(([, text]) => text !== '')) : value]),
  ) as JsonObject;
}
