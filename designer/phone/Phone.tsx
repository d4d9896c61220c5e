import { ActionIcon, Alert, Button, Group, Tabs, Title, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconBookmarkPlus, IconPhoneOff, IconRefresh, IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorText } from '../app/ErrorText.js';
import { useEditor } from '../drafts/editor.js';
import { CallSettings } from './CallSettings.js';
import { Conversation } from './Conversation.js';
import { Happenings } from './Happenings.js';
import { InsideTab } from './InsideTab.js';
import { Keypad } from './Keypad.js';
import { settingsOf } from './phone-settings.js';
import classes from './Phone.module.css';
import { SaveScenario } from './SaveScenario.js';
import { ScenariosTab } from './ScenariosTab.js';
import { Speech } from './Speech.js';
import { HANG_UP, SILENCE, splitTokens } from './tokens.js';
import { usePhone } from './use-phone.js';

/** A telephone beside the canvas that calls the draft as it is drawn now. */
export function Phone() {
  const { t } = useTranslation();
  const { view, drafts, mayEdit } = useEditor();
  const phone = usePhone();
  const [tab, setTab] = useState<string | null>('call');
  const [keeping, setKeeping] = useState(false);
  const [kept, setKept] = useState(0);
  const { simulation } = phone;
  const waiting = simulation?.waiting ?? null;
  const dial = (event: KeyboardEvent): void => {
    const isField = (event.target as HTMLElement).closest('input, select, textarea') !== null;
    if (isField || event.ctrlKey || event.metaKey || event.altKey || !/^[0-9*#]$/.test(event.key)) return;
    event.preventDefault();
    phone.press(event.key);
  };
  return (
    <aside className={classes.phone} aria-label={t('phone.title')} onKeyDown={dial} tabIndex={-1} ref={focusOnce} data-dials>
      <div className={classes.head}>
        <Title order={2} size="h5">
          {t('phone.title')}
        </Title>
        <Group gap={0} wrap="nowrap">
          {mayEdit && (
            <Tooltip label={t('phone.saveScenario')}>
              <ActionIcon aria-label={t('phone.saveScenario')} disabled={!simulation?.call.endState} onClick={() => setKeeping(true)}>
                <IconBookmarkPlus size={17} />
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label={t('phone.back')}>
            <ActionIcon aria-label={t('phone.back')} disabled={phone.done === 0} onClick={phone.back}>
              <IconArrowBackUp size={17} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('phone.restart')}>
            <ActionIcon aria-label={t('phone.restart')} onClick={() => phone.restart()}>
              <IconRefresh size={17} />
            </ActionIcon>
          </Tooltip>
          <ActionIcon aria-label={t('phone.close')} onClick={() => view.getState().look({ phoneOpen: false })}>
            <IconX size={17} />
          </ActionIcon>
        </Group>
      </div>
      <Tabs value={tab} onChange={setTab} variant="default" className={classes.tabs}>
        <Tabs.List grow>
          {(['call', 'inside', 'scenarios'] as const).map((name) => (
            <Tabs.Tab key={name} value={name} size="xs" px={6}>
              {t(`phone.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="call" className={classes.tab}>
          <CallSettings phone={phone} />
          {phone.error && (
            <Alert color="red" variant="light" mx={12} mb={8} p="xs" role="alert">
              <ErrorText error={phone.error} />
            </Alert>
          )}
          <Conversation simulation={simulation} entry={phone.entry} />
          {simulation && <Happenings call={simulation.call} />}
          <div className={classes.controls} data-busy={phone.busy}>
            <Speech disabled={!waiting?.input.includes('speech')} language={simulation?.call.language ?? 'zh-CN'} send={phone.send} />
            <Keypad waiting={waiting} press={phone.press} />
            <Group gap={6} grow>
              <Button size="compact-sm" variant="default" disabled={!waiting} onClick={() => (phone.entry ? phone.send(phone.entry) : phone.send(SILENCE))}>
                {phone.entry ? t('phone.sendKeys') : t('phone.silence')}
              </Button>
              <Button size="compact-sm" color="red.9" leftSection={<IconPhoneOff size={15} />} disabled={!waiting} onClick={() => phone.send(HANG_UP)}>
                {t('phone.hangUp')}
              </Button>
            </Group>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="inside" className={classes.tab}>
          <InsideTab simulation={simulation} />
        </Tabs.Panel>
        <Tabs.Panel value="scenarios" className={classes.tab} keepMounted={false}>
          <ScenariosTab
            changed={kept}
            play={(scenario) => {
              phone.play(settingsOf(scenario, drafts.getState().document), splitTokens(scenario.keys));
              setTab('call');
            }}
          />
        </Tabs.Panel>
      </Tabs>
      {keeping && simulation && <SaveScenario simulation={simulation} close={() => setKeeping(false)} saved={() => setKept((before) => before + 1)} />}
    </aside>
  );
}

/** An opened phone is ready for keys at once. */
function focusOnce(phone: HTMLElement | null): void {
  phone?.focus({ preventScroll: true });
}
