import {
  IconApi, IconArrowsSplit2, IconBookmark, IconBox, IconCheckbox, IconClockHour4, IconCreditCard, IconGift, IconHourglass, IconLanguage, IconListNumbers, IconMessage2, IconMicrophone,
  IconNumber123, IconPercentage, IconPhoneOff, IconPhoneOutgoing, IconPlayerPlay, IconPlugConnected, IconQuestionMark, IconReceipt2, IconShoppingCartCheck, IconSwitchHorizontal,
  IconToggleRight, IconUserSearch, IconUsersGroup, IconVolume, IconWaveSine, type Icon,
} from '@tabler/icons-react';
import type { StepGroup } from '../../schemas/define-step.js';
import { stepTypes } from '../drafts/step-types.js';
import { getEntry } from '../../schemas/get-entry.js';

export interface StepLook {
  Icon: Icon;
  /** The name of the group's colour in canvas.css; the type's word always stands beside it. */
  group: StepGroup | 'unknown';
}

/** How the cards, the palette and the panel show a step type. A type without a picture of its own takes its group's. */
export function getLook(type: string): StepLook {
  const group = getEntry(stepTypes, type)?.group;
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
  connect_relay: IconPlugConnected,
  connect_stream: IconWaveSine,
  enqueue: IconUsersGroup,
  language_choice: IconLanguage,
  play_audio: IconPlayerPlay,
  record_call: IconMicrophone,
  split: IconPercentage,
  switch_on: IconToggleRight,
  take_payment: IconCreditCard,
  voicemail: IconMicrophone,
  wait: IconHourglass,
  yes_no: IconCheckbox,
};
