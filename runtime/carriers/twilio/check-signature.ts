import webhooks from 'twilio/lib/webhooks/webhooks.js';

/**
 * Whether Twilio signed this request with one of our auth tokens (several while they are rotated).
 *
 * `url` is the URL Twilio requested, see `requestUrl`. `params` are the decoded form fields of a POST; leave them out for GET, whose
 * fields stand in the URL. A request with `bodySHA256` in its query is signed by URL and body hash: it needs `rawBody`.
 * Never throws: what cannot be checked is not signed.
 */
export function checkSignature({ authTokens, signature, url, params, rawBody }: SignedRequest): boolean {
  if (!signature || !URL.canParse(url)) return false;
  const isSignedWith = new URL(url).searchParams.has('bodySHA256')
    ? (token: string) => rawBody !== undefined && webhooks.validateRequestWithBody(token, signature, url, rawBody)
    : (token: string) => webhooks.validateRequest(token, signature, url, params ?? {});
  return authTokens.some((token) => token !== '' && isSignedWith(token));
}

export interface SignedRequest {
  authTokens: readonly string[];
  /** The `X-Twilio-Signature` header. */
  signature: string | undefined;
  url: string;
  params?: Readonly<Record<string, unknown>>;
  rawBody?: string;
}
