import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { DelegateBackoff, handleWhen, type IPolicy, retry } from 'cockatiel';
import { retryAfterMilliseconds } from '../../http/retry-after.js';
import { PRIVATE_ADDRESS, publicLookup, refuseSpecialLiteral } from './address-guard.js';
import { FhirError, isFhirError } from './fhir-error.js';
import { isBelow } from './fhir-server.js';

export interface FhirLimits {
  /** For one answer, last byte included. */
  requestTimeoutMs: number;
  /** For the whole record. */
  totalTimeoutMs: number;
  /** Of one answer, unpacked. */
  maxAnswerBytes: number;
  /** Of the whole record, unpacked. */
  maxRecordBytes: number;
  maxPages: number;
  maxResources: number;
  retries: number;
  /** First pause before a retry; doubles, with full jitter. */
  retryBaseMs: number;
  maxRetryAfterMs: number;
}

export const defaultFhirLimits: FhirLimits = {
  requestTimeoutMs: 10_000,
  totalTimeoutMs: 15_000,
  maxAnswerBytes: 16 * 1024 * 1024,
  maxRecordBytes: 64 * 1024 * 1024,
  maxPages: 100,
  maxResources: 50_000,
  retries: 3,
  retryBaseMs: 500,
  maxRetryAfterMs: 10_000,
};

export interface FhirRequest {
  method?: 'GET' | 'POST';
  /** Absolute; checked against `within` before anything is sent, and again at every redirect. */
  url: URL;
  /** What the request may reach. */
  within: URL;
  allowPrivateAddress: boolean;
  headers?: Record<string, string>;
  form?: URLSearchParams;
}

export interface FhirAnswer {
  json: unknown;
  bytes: number;
}

const MAX_REDIRECTS = 3;

/**
 * JSON over HTTP from one allowed server: bounded in time and unpacked size, retried with jitter or as long as the server
 * asks, redirects followed by hand and only within the allowed base, so that a token never reaches another origin.
 */
export class FhirHttp {
  private readonly open: AxiosInstance;
  private readonly guarded: AxiosInstance;
  private readonly policy: IPolicy;

  constructor(private readonly limits: FhirLimits) {
    this.open = this.client({});
    // publicLookup has the shape of dns.lookup; @types/node types the option more narrowly than sockets use it.
    const agentOptions = { lookup: publicLookup } as object;
    this.guarded = this.client({ httpAgent: new HttpAgent(agentOptions), httpsAgent: new HttpsAgent(agentOptions) });
    this.policy = retry(
      handleWhen((error) => this.isWorthRetrying(error)),
      {
        maxAttempts: limits.retries,
        backoff: new DelegateBackoff(({ attempt, result }) => {
          const asked = 'error' in result && isFhirError(result.error) ? result.error.details.retryAfter : undefined;
          return asked ?? Math.random() * limits.retryBaseMs * 2 ** (attempt - 1);
        }),
      },
    );
  }

  private client(agents: object): AxiosInstance {
    return axios.create({
      ...agents,
      responseType: 'text',
      transformResponse: [(body: unknown) => body],
      maxContentLength: this.limits.maxAnswerBytes,
      maxBodyLength: 64 * 1024,
      maxRedirects: 0,
      proxy: false,
      validateStatus: () => true,
    });
  }

  private isWorthRetrying(error: Error): boolean {
    return isFhirError(error) && error.isTransient && (error.details.retryAfter ?? 0) <= this.limits.maxRetryAfterMs;
  }

  /** The parsed answer. Throws FhirError. `deadline` ends waiting and retrying too. */
  async json(request: FhirRequest, deadline: AbortSignal): Promise<FhirAnswer> {
    return this.policy.execute(() => this.follow(request, deadline), deadline);
  }

  private async follow(request: FhirRequest, deadline: AbortSignal): Promise<FhirAnswer> {
    let { url } = request;
    for (let redirects = 0; ; redirects += 1) {
      if (!isBelow(url, request.within))
        throw new FhirError(
          redirects === 0 ? 'notAllowed' : 'redirectRefused',
          'the address lies outside the allowed base',
        );
      if (!request.allowPrivateAddress) refuseSpecialLiteral(url);
      const response = await this.send(request, url, deadline);
      const location: unknown = response.headers['location'];
      if (response.status < 300 || response.status >= 400 || typeof location !== 'string') return readAnswer(response);
      if (redirects === MAX_REDIRECTS || request.method === 'POST' || !URL.canParse(location, url.href))
        throw new FhirError('redirectRefused', 'a redirect that is not followed');
      url = new URL(location, url.href);
    }
  }

  private async send(request: FhirRequest, url: URL, deadline: AbortSignal): Promise<AxiosResponse<unknown>> {
    // Axios' own timeout restarts with every byte; this one does not.
    const timeout = AbortSignal.timeout(this.limits.requestTimeoutMs);
    const signal = AbortSignal.any([timeout, deadline]);
    const client = request.allowPrivateAddress ? this.open : this.guarded;
    try {
      return await client.request<unknown>({
        method: request.method ?? 'GET',
        url: url.href,
        headers: { Accept: 'application/fhir+json, application/json', 'User-Agent': 'eligo', ...request.headers },
        ...(request.form && { data: request.form }),
        signal,
      });
    } catch (error) {
      throw networkError(error, signal.aborted);
    }
  }
}

function networkError(error: unknown, timedOut: boolean): FhirError {
  const code = axios.isAxiosError(error) ? error.code : undefined;
  const message = error instanceof Error ? error.message : '';
  if (code === PRIVATE_ADDRESS || message.includes('private address'))
    return new FhirError('privateAddress', 'the address is not public');
  if (timedOut) return new FhirError('timeout', 'no whole answer in time', { cause: code });
  if (message.includes('maxContentLength')) return new FhirError('tooLarge', 'the answer is too large');
  return new FhirError('unreachable', `the server cannot be reached or broke off (${code ?? 'no code'})`, {
    cause: code,
  });
}

function readAnswer({ status, headers, data }: AxiosResponse<unknown>): FhirAnswer {
  const body = typeof data === 'string' ? data : '';
  const retryAfter = retryAfterMilliseconds(headers['retry-after'], Date.now());
  const details = { status, ...(retryAfter !== undefined && { retryAfter }) };
  if (status === 429) throw new FhirError('rateLimited', 'the server asks for fewer requests', details);
  if (status === 401 || status === 403) throw new FhirError('unauthorized', `the server answers ${status}`, details);
  if (status === 404 || status === 410) throw new FhirError('notFound', 'the server does not know it', details);
  if (status === 405 || status === 501) throw new FhirError('notSupported', `the server answers ${status}`, details);
  if (status >= 500) throw new FhirError('serverError', `the server answers ${status}`, details);
  if (status !== 200 && status !== 201) throw new FhirError('badRequest', `the server answers ${status}`, details);
  if (!/^[\s\uFEFF]*[{[]/.test(body.slice(0, 64)))
    throw new FhirError('notFhir', 'the server answers with something that is no JSON', details);
  try {
    return { json: JSON.parse(body) as unknown, bytes: body.length };
  } catch {
    throw new FhirError('notFhir', 'the JSON of the answer is broken', details);
  }
}
