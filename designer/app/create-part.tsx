import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isFileGone, readAddress } from './is-file-gone.js';
import { PageLoader } from './PageLoader.js';

type Failure = 'not_loaded' | 'new_version';

/**
 * A part of the app whose code is loaded when it is first shown: the component of that name out of a module. Where that fails, it says why in
 * its own place, everything around it stays as it is, and it is loaded anew on demand or as soon as the browser is online again.
 */
export function createPart<Name extends string, Props extends object>(load: () => Promise<Record<Name, ComponentType<Props>>>, name: Name): (props: Props) => ReactNode {
  let loaded: ComponentType<Props> | null = null;
  /** Where the code is that could not be loaded. */
  let address: string | null = null;
  const loadAgain = (round: number) => {
    // Browsers remember that an import failed: asked by another address, they ask the server again.
    if (round > 0 && address) return import(/* @vite-ignore */ `${address}?again=${Date.now()}`) as ReturnType<typeof load>;
    return load();
  };
  return function Part(props: Props) {
    const [Shown, setShown] = useState<ComponentType<Props> | null>(() => loaded);
    const [failure, setFailure] = useState<Failure | null>(null);
    const [round, setRound] = useState(0);
    useEffect(() => {
      if (loaded) return setShown(() => loaded);
      let isHere = true;
      loadAgain(round).then(
        (found) => {
          loaded = found[name];
          if (isHere) setShown(() => loaded);
        },
        async (error: unknown) => {
          address ??= readAddress(error);
          const isGone = await isFileGone(address);
          if (isHere) setFailure(isGone ? 'new_version' : 'not_loaded');
        },
      );
      return () => void (isHere = false);
    }, [round]);
    if (Shown) return <Shown {...props} />;
    if (!failure) return <PageLoader />;
    const retry = (): void => {
      setFailure(null);
      setRound((before) => before + 1);
    };
    return <FailedPart failure={failure} retry={retry} />;
  };
}

function FailedPart({ failure, retry }: { failure: Failure; retry(): void }) {
  const { t } = useTranslation();
  const isNewer = failure === 'new_version';
  useEffect(() => {
    if (isNewer) return;
    window.addEventListener('online', retry);
    return () => window.removeEventListener('online', retry);
  });
  return (
    <Alert m="md" color={isNewer ? 'blue' : 'red'} variant="light" icon={isNewer ? <IconRefresh size={18} /> : <IconAlertTriangle size={18} />} title={t(isNewer ? 'part.newVersion' : 'part.notLoaded')} role="alert">
      {t(isNewer ? 'part.newVersionHelp' : 'part.notLoadedHelp')}
      <Group gap="xs" mt="sm">
        <Button size="compact-sm" variant="default" onClick={retry}>
          {t('common.tryAgain')}
        </Button>
        <Button size="compact-sm" variant={isNewer ? 'filled' : 'default'} onClick={() => window.location.reload()}>
          {t('part.reload')}
        </Button>
      </Group>
    </Alert>
  );
}
