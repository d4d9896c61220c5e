import { CarrierFault } from './carrier-fault.js';
import type { TwimlElement } from './read-twiml.js';

/**
 * Checks names and nesting. An element in a place where it means nothing throws `CarrierFault` 12200, since nobody can say what the carrier
 * would do with it; an unknown attribute is only warned of.
 */
export function checkSchema(element: TwimlElement): string[] {
  const rule = rules[element.name];
  const warnings = rule?.attributes === undefined ? [] : Object.keys(element.attributes).filter((name) => !rule.attributes!.includes(name)).map((name) => `<${element.name}> has no attribute "${name}".`);
  if (!rule?.children) return warnings;
  const below = element.children.filter((child) => typeof child !== 'string');
  for (const child of below) if (!rule.children.includes(child.name)) throw new CarrierFault(12200, `<${child.name}> may not stand in <${element.name}>.`);
  return [...warnings, ...below.flatMap(checkSchema)];
}

interface Rule {
  /** Absent: any. */
  attributes?: string[];
  /** Absent: not looked at. */
  children?: string[];
}

const words = (text: string): string[] => text.split(' ').filter(Boolean);

/** Verbs of a voice document. What the simulator cannot run is known all the same, so that it can say so. */
const verbs = words('Say Play Pause Gather Redirect Dial Hangup Reject Record Enqueue Leave Pay Connect Start Stop Refer Sms Queue Prompt Echo');
const speechMarks = words('break emphasis lang p phoneme prosody s say-as sub w');

const rules: Record<string, Rule> = {
  Response: { attributes: [], children: verbs },
  Say: { attributes: words('language loop voice'), children: speechMarks },
  Play: { attributes: words('digits loop'), children: [] },
  Pause: { attributes: words('length'), children: [] },
  Gather: {
    attributes: words(
      'action actionOnEmptyResult bargeIn debug enhanced finishOnKey hints input language maxSpeechTime method numDigits partialResultCallback partialResultCallbackMethod profanityFilter speechModel speechTimeout timeout',
    ),
    children: words('Say Play Pause'),
  },
  Redirect: { attributes: words('method'), children: [] },
  Dial: {
    attributes: words(
      'action answerOnBridge callerId callReason hangupOnStar method record recordingConfigurationId recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent recordingTrack referUrl referMethod ringTone sequential timeLimit timeout trim events passports',
    ),
    children: words('Number Client Sip Conference Queue Application WhatsApp Sim'),
  },
  Record: {
    attributes: words(
      'action finishOnKey maxLength method playBeep recordingConfigurationId recordingStatusCallback recordingStatusCallbackEvent recordingStatusCallbackMethod timeout transcribe transcribeCallback trim',
    ),
    children: [],
  },
  Enqueue: { attributes: words('action maxQueueSize method waitUrl waitUrlMethod workflowSid'), children: words('Task') },
  Leave: { attributes: [], children: [] },
  Pay: {
    attributes: words(
      'action bankAccountType chargeAmount currency description input language maxAttempts minPostalCodeLength paymentConnector paymentMethod postalCode securityCode statusCallback statusCallbackMethod timeout tokenType validCardTypes',
    ),
    children: words('Prompt Parameter'),
  },
  Prompt: { attributes: words('attempt cardType errorType for requireMatchingInputs'), children: words('Say Play Pause') },
  Connect: { attributes: words('action method'), children: words('Stream ConversationRelay VirtualAgent Room Conversation AiSession Autopilot') },
  Start: { attributes: words('action method'), children: words('Recording Stream Siprec Transcription') },
  Recording: { attributes: words('channels recordingConfigurationId recordingStatusCallback recordingStatusCallbackEvent recordingStatusCallbackMethod track trim'), children: [] },
  Hangup: { attributes: [], children: [] },
  Reject: { attributes: words('reason'), children: [] },
};
