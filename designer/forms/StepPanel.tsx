import { useView } from '../drafts/editor.js';
import { StepForm } from './StepForm.js';

export function StepPanel() {
  const selected = useView((view) => view.selected);
  const step = selected.length === 1 ? selected[0]! : null;
  return step ? <StepForm key={step} step={step} /> : null;
}
