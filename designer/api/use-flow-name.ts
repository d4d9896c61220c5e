import { useTranslation } from 'react-i18next';
import { inLanguage } from '../drafts/in-language.js';
import { flowsApi } from './flows.js';
import { useLoaded } from './use-loaded.js';

/** What flows are called in the reader's language; the id of one that is not there. */
export function useFlowName(): (flow: string) => string {
  const { i18n } = useTranslation();
  const flows = useLoaded('flows', flowsApi.list).data?.flows ?? [];
  return (flow) => inLanguage(flows.find((known) => known.flow === flow)?.name, i18n.resolvedLanguage ?? 'en-US') || flow;
}
