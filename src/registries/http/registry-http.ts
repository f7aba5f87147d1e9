import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  type IPolicy,
  retry,
  wrap,
} from 'cockatiel';
import pLimit from 'p-limit';
import { isRegistryError, RegistryError } from './registry-error.js';
import { retryAfterMilliseconds } from '../../http/retry-after.js';
import { TokenBucket } from './token-bucket.js';

export interface RegistryHttpOptions {
  /** Named in errors. */
  registry: string;
  baseUrl: string;
  headers?: Record<string, string>;
  requestsPerMinute: number;
  concurrency: number;
  /** For the whole answer, last byte included. */
  timeoutMs: number;
  maxBytes: number;
  retries: number;
  /** First pause before a retry; doubles, with full jitter. */
  retryBaseMs: number;
  /** A registry that asks for a longer pause than this has ended the run. */
  maxRetryAfterMs: number;
  /** Statuses by which this registry throttles, beside 429 and 503. */
  throttleStatuses?: readonly number[];
  /** Failed requests in a row that open the circuit, and how long it stays open. */
  breakAfter: number;
  halfOpenAfterMs: number;
}

export const defaultHttpOptions = {
  requestsPerMinute: 50,
  concurrency: 1,
  timeoutMs: 60_000,
  maxBytes: 256 * 1024 * 1024,
  retries: 3,
  retryBaseMs: 1000,
  maxRetryAfterMs: 120_000,
  breakAfter: 5,
  halfOpenAfterMs: 60_000,
} satisfies Partial<RegistryHttpOptions>;

export interface RegistryRequest {
  method?: 'GET' | 'POST';
  path: string;
  query?: Record<string, string>;
  body?: unknown;
}

const isTransient = (error: Error): boolean => isRegistryError(error) && error.isTransient;

/**
 * JSON from one registry: paced by a token bucket, bounded in time and size, retried with jitter (or as long as the
 * registry asks), cut off by a circuit breaker when it keeps failing. Everything that goes wrong is a RegistryError.
 */
export class RegistryHttp {
  private readonly client: AxiosInstance;
  private readonly bucket: TokenBucket;
  private readonly inFlight: ReturnType<typeof pLimit>;
  private readonly policy: IPolicy;

  constructor(private readonly options: RegistryHttpOptions) {
    this.client = axios.create({
      baseURL: options.baseUrl,
      headers: { Accept: 'application/json', 'User-Agent': 'eligo', ...options.headers },
      responseType: 'text',
      transformResponse: [(body: unknown) => body],
      maxContentLength: options.maxBytes,
      maxBodyLength: 1024 * 1024,
      maxRedirects: 0,
      validateStatus: () => true,
    });
    this.bucket = new TokenBucket(options.requestsPerMinute, options.concurrency);
    this.inFlight = pLimit(options.concurrency);
    const breaker = circuitBreaker(handleWhen(isTransient), {
      halfOpenAfter: options.halfOpenAfterMs,
      breaker: new ConsecutiveBreaker(options.breakAfter),
    });
    const retrying = retry(handleWhen(isWorthRetrying(options.maxRetryAfterMs)), {
      maxAttempts: options.retries,
      backoff: new DelegateBackoff(({ attempt, result }) => {
        const asked = 'error' in result && isRegistryError(result.error) ? result.error.details.retryAfter : undefined;
        return asked ?? Math.random() * options.retryBaseMs * 2 ** (attempt - 1) + options.retryBaseMs / 2;
      }),
    });
    this.policy = wrap(retrying, breaker);
  }

  /** The parsed JSON of the answer. Throws RegistryError. */
  async json(request: RegistryRequest): Promise<unknown> {
    try {
      return await this.policy.execute(() => this.inFlight(() => this.once(request)));
    } catch (error) {
      if (error instanceof BrokenCircuitError)
        throw new RegistryError('circuitOpen', `${this.options.registry}: too many failures in a row; paused`, {
          cause: error,
        });
      throw error;
    }
  }

  private async once(request: RegistryRequest): Promise<unknown> {
    await this.bucket.take();
    const { registry, timeoutMs } = this.options;
    // Axios' own timeout restarts with every byte; this one does not.
    const deadline = AbortSignal.timeout(timeoutMs);
    let response: AxiosResponse<unknown>;
    try {
      response = await this.client.request<unknown>({
        method: request.method ?? 'GET',
        url: request.path,
        params: request.query,
        data: request.body,
        signal: deadline,
      });
    } catch (error) {
      throw networkError(registry, error, deadline.aborted);
    }
    return readAnswer(registry, response, this.options.throttleStatuses ?? []);
  }
}

const isWorthRetrying =
  (maxRetryAfterMs: number) =>
  (error: Error): boolean =>
    isTransient(error) && !(isRegistryError(error) && (error.details.retryAfter ?? 0) > maxRetryAfterMs);

function networkError(registry: string, error: unknown, timedOut: boolean): RegistryError {
  const code = axios.isAxiosError(error) ? error.code : undefined;
  const message = axios.isAxiosError(error) ? error.message : '';
  if (timedOut) return new RegistryError('timeout', `${registry}: no whole answer in time`, { cause: code });
  if (message.includes('maxContentLength')) return new RegistryError('tooLarge', `${registry}: answer too large`);
  if (message.includes('aborted') || code === 'ECONNRESET')
    return new RegistryError('truncated', `${registry}: the answer broke off`, { cause: code });
  return new RegistryError('unreachable', `${registry}: ${code ?? 'cannot be reached'}`, { cause: code });
}

function readAnswer(
  registry: string,
  { status, headers, data }: AxiosResponse<unknown>,
  throttles: readonly number[],
): unknown {
  const body = typeof data === 'string' ? data : '';
  const retryAfter = retryAfterMilliseconds(headers['retry-after'], Date.now());
  const fail = (code: ConstructorParameters<typeof RegistryError>[0], message: string, location?: string): never => {
    throw new RegistryError(code, `${registry}: ${message}`, { status, retryAfter, location });
  };
  if (status === 429 || throttles.includes(status)) return fail('rateLimited', 'asks for fewer requests');
  if (status >= 500) return fail('serverError', `answers ${status}`);
  if (status >= 300 && status < 400) return fail('movedRecord', `answers ${status}`, String(headers['location'] ?? ''));
  if (status === 404) return fail('notFound', 'does not know the record');
  if (status === 403 || status === 401) return fail('refused', `answers ${status}`);
  // Bodies of 400 are plain text and name the parameter at fault.
  if (status !== 200) return fail('badRequest', `answers ${status}: ${body.replace(/\s+/g, ' ').slice(0, 200)}`);
  if (!/^[\s\uFEFF]*[{[]/.test(body.slice(0, 64))) return fail('notJson', 'answers 200 with something that is no JSON');
  try {
    return JSON.parse(body);
  } catch {
    return fail('truncated', 'the JSON breaks off');
  }
}
