/**
 * Every error Trunkline makes: its code, a sentence that names the fix, and the HTTP status where one is answered.
 * `{name}` is filled in from the details, and `{name:error|errors}` with the word for one or for more. The list in docs/errors.md is made from this.
 */
export const errors = {
  unknown_exit: { status: 500, message: 'Step "{step}" left by "{exit}", which its step type does not declare. Remove the exit or correct the step.' },
  exit_without_target: { status: 500, message: 'Exit "{exit}" of step "{step}" leads nowhere. Connect it to a step.' },
  unknown_step_type: { status: 422, message: 'Step "{step}" has the type "{type}", which does not exist. Choose one of the step types in docs/steps.' },
  flow_not_entered: { status: 500, message: 'Flow "{flow}" cannot be entered: {reason}' },
  subflow_not_published: { status: 422, message: 'Step "{step}" runs the flow "{flow}", which is not published. Publish it first: `npx trunkline publish {flow}`.' },
  subflow_cycle: { status: 422, message: 'Flows would run one another without end: {way}. Take one of these subflow steps out, or go on with "go_to_flow".' },
  too_many_steps: { status: 500, message: 'The call passed {count} steps without asking the caller anything. Look for a loop around step "{step}".' },
  too_many_visits: { status: 500, message: 'The call made {count} visits. Look for a loop around step "{step}".' },
  too_many_values: { status: 500, message: 'Step "{step}" keeps more than a call may hold: {reason} Save less of the answer, such as body.bill in place of body.' },
  template_failed: { status: 500, message: 'A prompt of step "{step}" cannot be rendered: {reason}' },
  invalid_flow: { status: 422, message: 'The flow is not valid: {reason}' },
  invalid_request: { status: 400, message: '{reason}' },
  not_found: { status: 404, message: '{what} does not exist. {fix}' },
  not_signed_in: { status: 401, message: 'Sign in first. `npx trunkline user link` makes a sign-in link.' },
  not_allowed: { status: 403, message: 'Your role ({role}) may not do this; it needs {needs}. Ask an administrator.' },
  bad_signature: { status: 403, message: 'The signature does not fit. Check TWILIO_AUTH_TOKEN and PUBLIC_URL.' },
  link_expired: { status: 403, message: 'This link is not signed by us, or too old. Ask for a new one.' },
  draft_conflict: { status: 409, message: 'Somebody saved this draft after you opened it (revision {current}, yours {yours}). Reload, or save as a copy.' },
  canary_running: { status: 409, message: '{flow}@{alias} tries version {canary} on {sharePercent} % of its callers. First `npx trunkline canary promote {flow}@{alias}` or `npx trunkline canary end {flow}@{alias}`; or publish with --replace-canary, which ends it.' },
  article_conflict: { status: 409, message: 'Somebody saved the article "{article}" after you opened it (revision {current}, yours {yours}). Load it again and make your change there.' },
  entry_changed: { status: 409, message: '{what} {how}. Load the list again.' },
  recording_in_use: { status: 409, message: 'Recording "{recording}" is played by {uses}, which callers reach. Publish without it first, or upload another sound in its place.' },
  has_problems: { status: 422, message: 'The flow has {count} {count:error|errors} and cannot be published. Mend {count:it|them} first.' },
  no_flow_for_number: { status: 404, message: 'No flow answers {number}. Set one with `npx trunkline number set {number} <flow>@<alias>`.' },
  private_address: { status: 502, message: 'Requests to private networks are refused ({host}). Only the configured CRM_URL is exempt.' },
  database_unreachable: { status: 503, message: 'The database does not answer: {reason}' },
  database_too_old: { status: 500, message: 'PostgreSQL {version} is too old; Trunkline needs 15 or later.' },
  carrier_failed: { status: 502, message: 'The carrier refused: {reason}' },
  wrong_usage: { status: 400, message: '{reason}' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errors;

/** An error of the registry. `message` is the filled-in sentence. */
export class TrunklineError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: Record<string, unknown>,
  ) {
    super(fillIn(errors[code].message, details));
    this.name = 'TrunklineError';
  }

  get status(): number {
    return errors[this.code].status;
  }
}

export function fail(code: ErrorCode, details: Record<string, unknown> = {}): TrunklineError {
  return new TrunklineError(code, details);
}

function fillIn(message: string, details: Record<string, unknown>): string {
  return message.replace(/\{(\w+)(?::(\w+)\|(\w+))?\}/g, (_, name: string, one?: string, more?: string) => (one === undefined ? String(details[name] ?? '') : details[name] === 1 ? one : more!));
}
