import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { SmartError } from './smart-error.js';
import { discover, fetchOnly, jsonOf, ownAddress, type SmartConfiguration, type SmartServer } from './smart-server.js';

/** Read only, for the one patient whom the person chooses at the server. */
const SCOPE = 'launch/patient patient/*.read openid';
const FRESH_MS = 10 * 60 * 1000;
const PATIENT_ID = /^[A-Za-z0-9.-]{1,64}$/;
/** Keys of one's own making only: neither `none` nor a shared secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** What has to outlive the way to the server and back. No token, no code, nothing of a patient. */
interface Pending {
  server: SmartServer;
  configuration: SmartConfiguration;
  state: string;
  nonce: string;
  verifier: string;
  redirectUri: string;
  startedAt: number;
}

/** Where a launch under way is remembered: the tab's own storage. */
export interface PendingStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}
const KEY = 'eligo.smart-launch';

/** What a launch gives: held in memory for as long as the record is read. */
export interface Granted {
  server: SmartServer;
  accessToken: string;
  patient: string;
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));
const sha256 = async (text: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));

/** Begins a standalone launch; gives the address at the server where the person signs in. @throws SmartError */
export async function beginLaunch(server: SmartServer, redirectUri: string, store: PendingStore): Promise<string> {
  const configuration = await discover(server);
  const pending: Pending = {
    server,
    configuration,
    state: random(),
    nonce: random(),
    verifier: random(),
    redirectUri,
    startedAt: Date.now(),
  };
  store.setItem(KEY, JSON.stringify(pending));
  const url = new URL(configuration.authorizationEndpoint);
  const parameters = {
    response_type: 'code',
    client_id: server.clientId,
    redirect_uri: redirectUri,
    scope: SCOPE,
    state: pending.state,
    nonce: pending.nonce,
    aud: server.baseUrl,
    code_challenge: await sha256(pending.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Takes the answer of the server and fetches the token. Every launch is finished once. @throws SmartError */
export async function finishLaunch(answer: URLSearchParams, store: PendingStore): Promise<Granted> {
  const kept = store.getItem(KEY);
  store.removeItem(KEY);
  if (kept === null) throw new SmartError('badState');
  const pending = JSON.parse(kept) as Pending;
  if (answer.get('state') !== pending.state) throw new SmartError('badState');
  if (Date.now() - pending.startedAt > FRESH_MS) throw new SmartError('expired');
  const { issuer, namesItself } = pending.configuration;
  const named = answer.get('iss');
  // An answer that another server gave must not reach this one's token endpoint (RFC 9207).
  if (named === null ? namesItself : named !== issuer) throw new SmartError('badIssuer');
  const code = answer.get('code');
  if (code === null || answer.has('error')) throw new SmartError('denied');
  const token = await exchange(code, pending);
  await checkIdToken(token['id_token'], pending);
  return granted(token, pending);
}

async function exchange(code: string, { server, configuration, verifier, redirectUri }: Pending) {
  const response = await fetchOnly(ownAddress(server, configuration.tokenEndpoint), {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      client_id: server.clientId,
      code_verifier: verifier,
    }),
  });
  if (!response.ok) throw new SmartError('refusedCode');
  return jsonOf(response);
}

/** The id token was asked for, so that it has to come, signed, for this client and this very launch. */
async function checkIdToken(idToken: unknown, { server, configuration, nonce }: Pending): Promise<void> {
  if (typeof idToken !== 'string') throw new SmartError('badIdToken');
  const keys = await jsonOf(await fetchOnly(ownAddress(server, configuration.jwksUri)));
  try {
    const { payload } = await jwtVerify(idToken, createLocalJWKSet(keys as unknown as JSONWebKeySet), {
      algorithms: ALGORITHMS,
      issuer: configuration.issuer,
      audience: server.clientId,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: 60,
    });
    if (payload['nonce'] !== nonce) throw new SmartError('badIdToken');
  } catch {
    throw new SmartError('badIdToken');
  }
}

function granted(token: Record<string, unknown>, { server }: Pending): Granted {
  const { access_token: accessToken, token_type: type, patient } = token;
  if (typeof accessToken !== 'string' || typeof type !== 'string' || type.toLowerCase() !== 'bearer')
    throw new SmartError('badToken');
  if (typeof patient !== 'string' || !PATIENT_ID.test(patient)) throw new SmartError('noPatient');
  return { server, accessToken, patient };
}
