import {
  IconApi, IconArrowsSplit2, IconBookmark, IconBox, IconClockHour4, IconGift, IconListNumbers, IconMessage2, IconNumber123, IconPhoneOff, IconPhoneOutgoing, IconQuestionMark,
  IconReceipt2, IconShoppingCartCheck, IconSwitchHorizontal, IconUserSearch, IconVolume, type Icon,
} from '@tabler/icons-react';
import type { StepGroup } from '../../schemas/define-step.js';
import { stepTypes } from '../drafts/step-types.js';

export interface StepLook {
  Icon: Icon;
  /** The name of the group's colour in canvas.css; the type's word always stands beside it. */
  group: StepGroup | 'unknown';
}

/** How the cards, the palette and the panel show a step type. A type without a picture of its own takes its group's. */
export function getLook(type: string): StepLook {
  const group = stepTypes[type]?.group;
  if (!group) return { Icon: IconQuestionMark, group: 'unknown' };
  return { Icon: ofType[type] ?? ofGroup[group], group };
}

export const groups: StepGroup[] = ['speak', 'ask', 'decide', 'connect', 'sell', 'end'];

const ofGroup: Record<StepGroup, Icon> = {
  speak: IconVolume,
  ask: IconListNumbers,
  decide: IconArrowsSplit2,
  connect: IconPhoneOutgoing,
  sell: IconGift,
  end: IconPhoneOff,
};

const ofType: Record<string, Icon> = {
  collect_digits: IconNumber123,
  set_values: IconBookmark,
  hours: IconClockHour4,
  http_request: IconApi,
  lookup_customer: IconUserSearch,
  read_back: IconReceipt2,
  place_order: IconShoppingCartCheck,
  send_message: IconMessage2,
  decide_offer: IconSwitchHorizontal,
  subflow: IconBox,
};
