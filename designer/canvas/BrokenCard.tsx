import { Button, Group } from '@mantine/core';
import { Handle, Position } from '@xyflow/react';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { getEntry } from '../../schemas/get-entry.js';
import { useAgain } from '../app/use-again.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import classes from './StepCard.module.css';

/** In the place of a step that cannot be drawn: what it is called, and the way to its text. Drawn anew when the step is another one. */
export function BrokenCard({ id, again }: { id: string; again: () => void }) {
  const { t } = useTranslation();
  const { drafts, view, mayEdit } = useEditor();
  useAgain(useDraft((draft) => getEntry(draft.document.states, id)), again);
  return (
    <div className={classes.card} data-group="unknown" data-step={id} data-broken>
      <Handle type="target" position={Position.Left} className={classes.entry} isConnectableStart={false} />
      <div className={classes.head}>
        <span className={classes.icon}>
          <IconAlertTriangle size={17} stroke={1.9} aria-hidden />
        </span>
        <div className={classes.names}>
          <div className={classes.type}>{t('broken.card')}</div>
          <div className={classes.title}>{id}</div>
        </div>
      </div>
      <Group gap={6} px={14} pb={10} className="nodrag nopan">
        <Button size="compact-xs" variant="default" tabIndex={-1} onClick={() => view.getState().look({ panel: 'json' })}>
          {t('broken.json')}
        </Button>
        {mayEdit && (
          <Button size="compact-xs" variant="default" tabIndex={-1} onClick={() => drafts.temporal.getState().undo()}>
            {t('broken.undo')}
          </Button>
        )}
      </Group>
    </div>
  );
}
