import { Fragment, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { flowsApi, type SavedDraft } from '../api/flows.js';
import { useLoaded } from '../api/use-loaded.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { PageLoader } from '../app/PageLoader.js';
import { useMay, useUser } from '../app/SignedIn.js';
import { startAutosave } from '../drafts/autosave.js';
import { createDraftStore } from '../drafts/draft-store.js';
import { EditorContext, type Editor } from '../drafts/editor.js';
import { registerOpen } from '../drafts/open-drafts.js';
import { keepHalfWritten, readHalfWritten } from '../drafts/half-written.js';
import { dropUnsaved, forgetUnsaved, keepUnsaved, readUnsaved } from '../drafts/unsaved-drafts.js';
import { createViewStore } from '../drafts/view-store.js';
import { computeLayout } from './auto-layout.js';
import { getEntry } from '../../schemas/get-entry.js';

/**
 * The draft of a flow, open for what stands inside. Every opening starts with a clean history of undo. For another flow it is made anew, so
 * that nothing of the last one is left in it.
 */
export function OpenFlow({ flow, children }: { flow: string; children: ReactNode }) {
  const { i18n } = useTranslation();
  const mayEdit = useMay('flows.write');
  const user = useUser();
  const [opening, setOpening] = useState(0);
  const saved = useLoaded(`${flow} ${opening}`, (signal) => flowsApi.draft(flow, signal).then(withLayout));
  const [editor, setEditor] = useState<Editor | null>(null);

  useEffect(() => {
    if (!saved.data || saved.loading) return;
    const opened = openEditor(flow, user.email, saved.data, i18n.resolvedLanguage ?? 'en-US', mayEdit, () => (opened.autosave.letGo(), setOpening((before) => before + 1)));
    setEditor(opened);
    const leave = registerOpen(flow, opened.drafts);
    return () => {
      leave();
      opened.autosave.stop();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another language of the reader does not open the flow again
  }, [saved.data, saved.loading, flow, mayEdit]);

  if (saved.error && !saved.data) {
    return (
      <Page title={flow}>
        <ErrorNote error={saved.error} retry={saved.reload} />
      </Page>
    );
  }
  if (!editor || editor.flow !== flow) return <PageLoader />;
  return (
    <EditorContext value={editor}>
      <Fragment key={opening}>{children}</Fragment>
    </EditorContext>
  );
}

/** A flow that nobody has placed yet, such as an imported one, is laid out before it is shown. */
async function withLayout(draft: SavedDraft): Promise<SavedDraft & { layout: NonNullable<SavedDraft['layout']> }> {
  const known = draft.layout?.positions ?? {};
  const unplaced = Object.keys(draft.document.states).some((id) => !Object.hasOwn(known, id));
  if (!unplaced) return { ...draft, layout: draft.layout! };
  const places = await computeLayout(draft.document, { before: known });
  return { ...draft, layout: { ...draft.layout, flow: draft.document.id, positions: { ...places, ...(Object.keys(known).length > 1 ? known : {}) } } };
}

function openEditor(flow: string, user: string, draft: Awaited<ReturnType<typeof withLayout>>, reader: string, mayEdit: boolean, reopen: () => void): Editor {
  const { languages } = draft.document.meta;
  const drafts = createDraftStore({ document: draft.document, layout: draft.layout });
  const view = createViewStore(languages.includes(reader) ? reader : (languages[0] ?? reader));
  if (mayEdit) {
    view.getState().look({ halfWritten: readHalfWritten(user, flow) });
    view.subscribe((after, before) => after.halfWritten !== before.halfWritten && keepHalfWritten(user, flow, after.halfWritten));
  }
  const autosave = startAutosave(drafts, flow, draft.revision, {
    tell: (save) => view.getState().look({ save }),
    keep: (unsaved) => keepUnsaved(user, flow, unsaved),
    forget: () => forgetUnsaved(user, flow),
    merged(merged) {
      const { selected, active } = view.getState();
      const now = (step: string): string => getEntry(merged.renamed, step) ?? step;
      view.getState().look({ merged, selected: selected.map(now), active: active && now(active) });
    },
  });
  const standing = { by: draft.updatedBy, at: draft.updatedAt };
  const left = readUnsaved(user, flow, drafts.getState()).map(({ name, ...unsaved }) => ({ unsaved, standing, drop: () => dropUnsaved(name) }));
  return { flow, drafts, view, autosave, mayEdit, reopen, left };
}
