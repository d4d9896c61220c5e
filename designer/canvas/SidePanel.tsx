import { ActionIcon, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../drafts/editor.js';
import classes from './SidePanel.module.css';

/** Leads the focus to the heading of the panel that is open. */
export function focusPanel(): void {
  document.querySelector<HTMLElement>('[data-side-panel] h2')?.focus();
}

/** The panel beside the canvas. `close` is what its cross does. (Default: no panel is open then.) */
export function SidePanel({ title, head, wide = false, close, children }: { title: string; head?: ReactNode; wide?: boolean; close?(): void; children: ReactNode }) {
  const { t } = useTranslation();
  const { view } = useEditor();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Whoever opened it by a button goes on inside it; a card that was only touched keeps the focus, so that arrows still move it.
    if (document.activeElement?.closest('[data-opens-panel]')) heading.current?.focus();
  }, [title]);
  return (
    <aside className={wide ? `${classes.panel} ${classes.wide}` : classes.panel} aria-label={title} data-side-panel>
      <div className={classes.head}>
        {head ?? (
          <Title order={2} size="h5" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
            {title}
          </Title>
        )}
        <ActionIcon aria-label={t('common.close')} onClick={close ?? (() => view.getState().look({ panel: null }))}>
          <IconX size={17} />
        </ActionIcon>
      </div>
      <div className={classes.body}>{children}</div>
    </aside>
  );
}
