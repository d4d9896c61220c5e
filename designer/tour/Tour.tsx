import { Button, Group, Paper, Progress, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../drafts/editor.js';
import classes from './Tour.module.css';
import { markTourSeen } from './tour-memory.js';
import { tourStops, type TourMoment } from './tour-stops.js';

/** Leads a newcomer through a first change. It stands aside, takes no focus, and goes on by itself where the reader does what it says. */
export function Tour({ close }: { close(): void }) {
  const { t } = useTranslation();
  const { view, drafts } = useEditor();
  const [at, setAt] = useState(0);
  const stop = tourStops[at]!;
  const isLast = at === tourStops.length - 1;
  const start = useRef<TourMoment | null>(null);

  useEffect(() => {
    const now = (): TourMoment => ({ view: view.getState(), draft: drafts.getState() });
    start.current = now();
    const look = (): void => {
      const hasBegun = stop.begins?.(start.current!) ?? true;
      if (!hasBegun) start.current = now();
      else if (stop.isDone?.(now(), start.current!)) setAt((before) => Math.min(before + 1, tourStops.length - 1));
    };
    const leave = [view.subscribe(look), drafts.subscribe(look)];
    return () => leave.forEach((unsubscribe) => unsubscribe());
  }, [stop, view, drafts]);

  useEffect(() => {
    let lit: Element | null = null;
    const light = (): void => {
      const place = document.querySelector(stop.place);
      if (place === lit) return;
      lit?.removeAttribute('data-tour-lit');
      lit = place;
      lit?.setAttribute('data-tour-lit', '');
      if (lit) bringIntoSight(lit);
    };
    const bringIntoSight = (place: Element): void => {
      if (place.closest('[role="toolbar"]')) place.scrollIntoView({ block: 'nearest', inline: 'center' });
      if (place.closest('[data-canvas]') && isCovered(place)) view.getState().look({ panel: null, phoneOpen: false });
    };
    light();
    // What it talks of may come a moment later: cards are measured first, a panel is opened.
    const watch = new MutationObserver(light);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      watch.disconnect();
      lit?.removeAttribute('data-tour-lit');
    };
  }, [stop, view]);

  const leave = (): void => {
    markTourSeen();
    close();
  };
  return (
    <Paper className={classes.tour} role="complementary" aria-label={t('tour.title')} shadow="md" radius="lg" withBorder p="md">
      <Progress value={(100 * (at + 1)) / tourStops.length} size={4} mb="sm" aria-label={t('tour.progress', { at: at + 1, of: tourStops.length })} />
      <div aria-live="polite">
        <Title order={2} size="h5" mb={4}>
          {t(`tour.stops.${stop.id}.title`)}
        </Title>
        <Text size="sm">{t(`tour.stops.${stop.id}.text`)}</Text>
      </div>
      <Group justify="space-between" mt="md">
        <Button size="compact-sm" variant="subtle" onClick={leave}>
          {isLast ? t('common.close') : t('tour.skip')}
        </Button>
        <Group gap={6}>
          <Button size="compact-sm" variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
            {t('tour.back')}
          </Button>
          <Button size="compact-sm" onClick={isLast ? leave : () => setAt(at + 1)}>
            {isLast ? t('tour.done') : t('tour.next')}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}

/** In a narrow window panels lie over the canvas. */
function isCovered(place: Element): boolean {
  const { left, top, width, height } = place.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  return above?.closest('aside') != null;
}
