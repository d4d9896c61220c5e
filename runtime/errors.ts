import type { BothLanguages } from '../schemas/form-controls.js';

/**
 * Every error Trunkline makes: its code, a sentence in both languages that names the fix, and the HTTP status where one is answered.
 * `{name}` is filled in from the details, and `{name:error|errors}` with the word for one or for more. The list in docs/errors.md is made from this.
 */
export const errors = {
  unknown_exit: {
    status: 500,
    messages: {
      'en-US': 'Step "{step}" left by "{exit}", which its step type does not declare. Remove the exit or correct the step.',
      'zh-CN': '步骤“{step}”从出口“{exit}”离开，但这种步骤类型没有这个出口。请删除该出口，或修改步骤。',
    },
  },
  exit_without_target: {
    status: 500,
    messages: {
      'en-US': 'Exit "{exit}" of step "{step}" leads nowhere. Connect it to a step.',
      'zh-CN': '步骤“{step}”的出口“{exit}”没有连接。请把它连到一个步骤。',
    },
  },
  unknown_step_type: {
    status: 422,
    messages: {
      'en-US': 'Step "{step}" has the type "{type}", which does not exist. Choose one of the step types in docs/steps.',
      'zh-CN': '步骤“{step}”的类型“{type}”不存在。请从 docs/steps 列出的步骤类型中选择。',
    },
  },
  flow_not_entered: {
    status: 500,
    messages: {
      'en-US': 'Flow "{flow}" cannot be entered: {reason}',
      'zh-CN': '无法进入流程“{flow}”：{reason}',
    },
  },
  subflow_not_published: {
    status: 422,
    messages: {
      'en-US': 'Step "{step}" runs the flow "{flow}", which is not published. Publish it first: `npx trunkline publish {flow}`.',
      'zh-CN': '步骤“{step}”运行的流程“{flow}”尚未发布。请先发布它：`npx trunkline publish {flow}`。',
    },
  },
  subflow_cycle: {
    status: 422,
    messages: {
      'en-US': 'Flows would run one another without end: {way}. Take one of these subflow steps out, or go on with "go_to_flow".',
      'zh-CN': '这些流程会互相运行，永无止境：{way}。请去掉其中一个子流程步骤，或改用“go_to_flow”转到流程。',
    },
  },
  too_many_steps: {
    status: 500,
    messages: {
      'en-US': 'The call passed {count} steps without asking the caller anything. Look for a loop around step "{step}".',
      'zh-CN': '通话连续经过了 {count} 个步骤，没有向来电者提任何问题。请检查步骤“{step}”附近是否有循环。',
    },
  },
  too_many_visits: {
    status: 500,
    messages: {
      'en-US': 'The call made {count} visits. Look for a loop around step "{step}".',
      'zh-CN': '通话已经过 {count} 次步骤。请检查步骤“{step}”附近是否有循环。',
    },
  },
  too_many_values: {
    status: 500,
    messages: {
      'en-US': 'Step "{step}" keeps more than a call may hold: {reason} Save less of the answer, such as body.bill in place of body.',
      'zh-CN': '步骤“{step}”保存的内容超出了一通电话的上限：{reason}请少保存一些返回内容，例如用 body.bill 代替 body。',
    },
  },
  template_failed: {
    status: 500,
    messages: {
      'en-US': 'A prompt of step "{step}" cannot be rendered: {reason}',
      'zh-CN': '步骤“{step}”的一段话术无法生成：{reason}',
    },
  },
  invalid_flow: {
    status: 422,
    messages: {
      'en-US': 'The flow is not valid: {reason}',
      'zh-CN': '流程有误：{reason}',
    },
  },
  invalid_request: { status: 400, messages: { 'en-US': '{reason}', 'zh-CN': '{reason}' } },
  not_found: { status: 404, messages: { 'en-US': '{what} does not exist. {fix}', 'zh-CN': '{what}不存在。{fix}' } },
  not_signed_in: {
    status: 401,
    messages: {
      'en-US': 'Sign in first. `npx trunkline user link` makes a sign-in link.',
      'zh-CN': '请先登录。`npx trunkline user link` 可生成登录链接。',
    },
  },
  not_allowed: {
    status: 403,
    messages: {
      'en-US': 'Your role ({role}) may not do this; it needs {needs}. Ask an administrator.',
      'zh-CN': '您的角色（{role}）没有这项权限，需要{needs}。请联系管理员。',
    },
  },
  bad_signature: {
    status: 403,
    messages: {
      'en-US': 'The signature does not fit. Check TWILIO_AUTH_TOKEN and PUBLIC_URL.',
      'zh-CN': '签名不符。请检查 TWILIO_AUTH_TOKEN 和 PUBLIC_URL。',
    },
  },
  link_expired: {
    status: 403,
    messages: {
      'en-US': 'This link is not signed by us, or too old. Ask for a new one.',
      'zh-CN': '这个链接不是由本系统签发，或已过期。请重新获取。',
    },
  },
  draft_conflict: {
    status: 409,
    messages: {
      'en-US': 'Somebody saved this draft after you opened it (revision {current}, yours {yours}). Reload, or save as a copy.',
      'zh-CN': '您打开之后，有人保存了这份草稿（现为第 {current} 版，您的是第 {yours} 版）。请重新载入，或另存为副本。',
    },
  },
  canary_running: {
    status: 409,
    messages: {
      'en-US':
        '{flow}@{alias} tries version {canary} on {sharePercent} % of its callers. First `npx trunkline canary promote {flow}@{alias}` or `npx trunkline canary end {flow}@{alias}`; or publish with --replace-canary, which ends it.',
      'zh-CN':
        '{flow}@{alias} 正对 {sharePercent}% 的来电者试用版本 {canary}。请先在发布记录中推广或停止试用（`npx trunkline canary promote {flow}@{alias}` 或 `npx trunkline canary end {flow}@{alias}`）；也可在发布时用 --replace-canary 结束试用。',
    },
  },
  article_conflict: {
    status: 409,
    messages: {
      'en-US': 'Somebody saved the article "{article}" after you opened it (revision {current}, yours {yours}). Load it again and make your change there.',
      'zh-CN': '您打开之后，有人保存了文章“{article}”（现为第 {current} 版，您的是第 {yours} 版）。请重新载入后再修改。',
    },
  },
  changed_meanwhile: {
    status: 409,
    messages: {
      'en-US': '{who} changed {what} after you opened it, and nothing of yours is saved yet. Load what holds now, and make your change there.',
      'zh-CN': '您打开之后，{who} 修改了{what}，您的修改还没有保存。请先载入现在的内容，再修改。',
    },
  },
  entry_changed: { status: 409, messages: { 'en-US': '{what} {how}. Load the list again.', 'zh-CN': '{what}{how}。请重新载入列表。' } },
  recording_in_use: {
    status: 409,
    messages: {
      'en-US': 'Recording "{recording}" is played by {uses}, which callers reach. Publish without it first, or upload another sound in its place.',
      'zh-CN': '录音“{recording}”正在由{uses}播放给来电者。请先发布不再使用它的版本，或上传另一份声音替换它。',
    },
  },
  has_problems: {
    status: 422,
    messages: {
      'en-US': 'The flow has {count} {count:error|errors} and cannot be published. Mend {count:it|them} first.',
      'zh-CN': '流程有 {count} 个错误，不能发布。请先改正。',
    },
  },
  no_flow_for_number: {
    status: 404,
    messages: {
      'en-US': 'No flow answers {number}. Set one with `npx trunkline number set {number} <flow>@<alias>`.',
      'zh-CN': '没有流程接听 {number}。请用 `npx trunkline number set {number} <flow>@<alias>` 指定一个。',
    },
  },
  private_address: {
    status: 502,
    messages: {
      'en-US': 'Requests to private networks are refused ({host}). Only the configured CRM_URL is exempt.',
      'zh-CN': '不允许访问内部网络（{host}），只有所配置的 CRM_URL 例外。',
    },
  },
  database_unreachable: { status: 503, messages: { 'en-US': 'The database does not answer: {reason}', 'zh-CN': '数据库没有响应：{reason}' } },
  database_too_old: {
    status: 500,
    messages: {
      'en-US': 'PostgreSQL {version} is too old; Trunkline needs 15 or later.',
      'zh-CN': 'PostgreSQL {version} 版本过旧，Trunkline 需要 15 或更新的版本。',
    },
  },
  carrier_failed: { status: 502, messages: { 'en-US': 'The carrier refused: {reason}', 'zh-CN': '运营商拒绝：{reason}' } },
  wrong_usage: { status: 400, messages: { 'en-US': '{reason}', 'zh-CN': '{reason}' } },
} as const satisfies Record<string, { status: number; messages: BothLanguages }>;

export type ErrorCode = keyof typeof errors;

/** What a sentence is filled in with. What differs by language is a pair of texts; anything else says the same in both. */
export type ErrorDetails = Record<string, unknown>;

/** An error of the registry. `message` is the English sentence, `messages` has it in both languages, and of `details` that are pairs the English stays. */
export class TrunklineError extends Error {
  readonly details: Record<string, unknown>;
  // Private, so that a log does not say everything three times.
  readonly #messages: BothLanguages;

  constructor(
    readonly code: ErrorCode,
    details: ErrorDetails,
  ) {
    const messages = fillIn(errors[code].messages, details);
    super(messages['en-US']);
    this.name = 'TrunklineError';
    this.details = inLanguage(details, 'en-US');
    this.#messages = messages;
  }

  get status(): number {
    return errors[this.code].status;
  }

  get messages(): BothLanguages {
    return this.#messages;
  }
}

export function fail(code: ErrorCode, details: ErrorDetails = {}): TrunklineError {
  return new TrunklineError(code, details);
}

/** The sentences with the details in their places. What is not told leaves nothing. */
export function fillIn(messages: BothLanguages, details: ErrorDetails): BothLanguages {
  return { 'en-US': fill(messages['en-US'], inLanguage(details, 'en-US')), 'zh-CN': fill(messages['zh-CN'], inLanguage(details, 'zh-CN')) };
}

/** The details with one text of each pair. */
export function inLanguage(details: ErrorDetails, language: keyof BothLanguages): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, isPair(value) ? value[language] : value]));
}

function fill(message: string, details: Record<string, unknown>): string {
  return message.replace(/\{(\w+)(?::(\w+)\|(\w+))?\}/g, (_, name: string, one?: string, more?: string) => (one === undefined ? String(details[name] ?? '') : details[name] === 1 ? one : more!));
}

function isPair(value: unknown): value is BothLanguages {
  return typeof value === 'object' && value !== null && typeof (value as Partial<BothLanguages>)['en-US'] === 'string' && typeof (value as Partial<BothLanguages>)['zh-CN'] === 'string';
}
