import { defineStep } from '../../define-step.js';
import { fillParameters, GivenParameters, OtherFlow } from '../../flow-parameters.js';
import { stepData } from '../../form-controls.js';

/** Hands the call over to another flow, which does not come back. */
export const goToFlow = defineStep({
  type: 'go_to_flow',
  title: { 'en-US': 'Go to flow', 'zh-CN': '转到流程' },
  alsoCalled: { 'en-US': ['jump', 'redirect'], 'zh-CN': ['跳转'] },
  summary: { 'en-US': 'Hands the call over to another flow, as it is live at that moment, for good.', 'zh-CN': '把通话交给另一个流程当时的在线版本，不再返回。' },
  group: 'connect',
  leavesFlow: true,
  schema: stepData({ flow: OtherFlow, parameters: GivenParameters }),
  exits: () => [{ id: 'failed', label: { 'en-US': 'Failed', 'zh-CN': '失败' }, kind: 'failure' }],
  enter: (data, call) => ({ enterFlow: data.flow, comesBack: false, parameters: fillParameters(data.parameters, call) }),
  examples: [
    { title: { 'en-US': 'The securities line', 'zh-CN': '证券专线' }, data: { flow: 'broker-400' } },
    { title: { 'en-US': 'With what is known', 'zh-CN': '带上已知信息' }, data: { flow: 'survey-line', parameters: [{ name: 'topic', to: '{{ caller.task }}' }, { name: 'round', to: 1 }] } },
  ],
});
