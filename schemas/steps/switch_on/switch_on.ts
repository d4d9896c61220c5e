import { Type, type Static } from '@sinclair/typebox';
import { defineStep } from '../../define-step.js';
import { Id } from '../../documents/flow.js';
import { field, oneOf, stepData } from '../../form-controls.js';
import { StickyBy, bucketOf, stickyLabels, stickyUnit } from '../../sticky-bucket.js';
import { readSwitch } from './read-switch.js';

const schema = stepData({
  switch: field(Id, {
    title: { 'en-US': 'Switch', 'zh-CN': '开关' },
    help: 'Its value is set without publishing: true, false, "25%" of callers, "until 2026-12-01T18:00+08:00", or both as {"percent": 25, "until": "…"}.',
    control: 'text',
    placeholder: 'emergency_announcement',
  }),
  default: Type.Optional(
    field(oneOf(['on', 'off'], { default: 'off' }), {
      title: { 'en-US': 'Where it is not set', 'zh-CN': '未设置时' },
      help: 'Taken where nobody has set the switch, its time is over, or its value cannot be read. (Default: off.)',
      control: 'select',
      labels: { on: { 'en-US': 'On', 'zh-CN': '开' }, off: { 'en-US': 'Off', 'zh-CN': '关' } },
    }),
  ),
  by: Type.Optional(
    field(StickyBy, {
      title: { 'en-US': 'A percentage counts', 'zh-CN': '百分比按' },
      help: 'Who stays on the same side while the switch has a percentage. (Default: the customer, else the number that calls.)',
      control: 'select',
      labels: stickyLabels,
    }),
  ),
});

type Data = Static<typeof schema>;

/** Goes by a switch that operations turn without publishing. */
export const switchOn = defineStep({
  type: 'switch_on',
  title: { 'en-US': 'Switch', 'zh-CN': '运营开关' },
  alsoCalled: { 'en-US': ['toggle', 'feature flag', 'emergency'], 'zh-CN': ['开关', '紧急'] },
  summary: { 'en-US': 'Goes by a switch that operations turn without publishing.', 'zh-CN': '按运营开关选择去向，改开关无需发布。' },
  group: 'decide',
  schema,
  exits: () => [
    { id: 'on', label: { 'en-US': 'On', 'zh-CN': '开' }, kind: 'next' },
    { id: 'off', label: { 'en-US': 'Off', 'zh-CN': '关' }, kind: 'next' },
  ],
  enter(data: Data, call) {
    const reading = readSwitch(Object.hasOwn(call.switches, data.switch) ? call.switches[data.switch] : undefined, call.now);
    const { id } = stickyUnit(data.by ?? 'customer', call);
    const isOn = reading === null ? data.default === 'on' : bucketOf(`switch ${data.switch}`, id) < reading.buckets;
    return { exit: isOn ? 'on' : 'off', facts: [{ type: 'switch_read', switch: data.switch, on: isOn, isDefault: reading === null }] };
  },
  examples: [{ title: { 'en-US': 'An announcement in an emergency', 'zh-CN': '紧急公告' }, data: { switch: 'emergency_announcement', default: 'off' } }],
});
