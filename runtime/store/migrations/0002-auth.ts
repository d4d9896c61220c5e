/**
 * People, their sessions, sign-in links and API tokens, as better-auth lays them out (a test finds that its own migrator has nothing
 * left to do). Its column names are kept, hence the quotes.
 */
export const up = `
CREATE TABLE auth_user (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  "emailVerified" boolean NOT NULL DEFAULT true,
  image text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now(),
  role text NOT NULL CHECK (role IN ('admin', 'designer', 'analyst', 'operator')),
  "lastSignInAt" timestamptz
);

CREATE TABLE auth_session (
  id text PRIMARY KEY,
  "expiresAt" timestamptz NOT NULL,
  token text NOT NULL UNIQUE,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId" text NOT NULL REFERENCES auth_user (id) ON DELETE CASCADE
);
CREATE INDEX "auth_session_userId_idx" ON auth_session ("userId");

-- Accounts at other sign-in services. Nothing writes here yet.
CREATE TABLE auth_account (
  id text PRIMARY KEY,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL REFERENCES auth_user (id) ON DELETE CASCADE,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL
);
CREATE INDEX "auth_account_userId_idx" ON auth_account ("userId");

-- Sign-in links: the identifier holds the SHA-256 of the token, never the token.
CREATE TABLE auth_verification (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX auth_verification_identifier_idx ON auth_verification (identifier);

-- API tokens: "key" is a hash, "start" what people tell them apart by, "referenceId" who made them; metadata holds the role.
CREATE TABLE auth_api_key (
  id text PRIMARY KEY,
  "configId" text NOT NULL,
  name text,
  start text,
  "referenceId" text NOT NULL,
  prefix text,
  key text NOT NULL,
  "refillInterval" int,
  "refillAmount" int,
  "lastRefillAt" timestamptz,
  enabled boolean,
  "rateLimitEnabled" boolean,
  "rateLimitTimeWindow" int,
  "rateLimitMax" int,
  "requestCount" int,
  remaining int,
  "lastRequest" timestamptz,
  "expiresAt" timestamptz,
  "createdAt" timestamptz NOT NULL,
  "updatedAt" timestamptz NOT NULL,
  permissions text,
  metadata text
);
CREATE INDEX "auth_api_key_configId_idx" ON auth_api_key ("configId");
CREATE INDEX "auth_api_key_referenceId_idx" ON auth_api_key ("referenceId");
CREATE INDEX auth_api_key_key_idx ON auth_api_key (key);

-- What people did to one thing, such as a flow that is saved every second.
CREATE INDEX audit_entries_by_subject ON audit_entries (subject, id DESC);
`;
