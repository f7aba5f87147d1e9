import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { AppConfig } from '../../config/app-config.js';

/** What is counted: every request, those that match, those that pull a record from a FHIR server. */
export const BUDGETS = ['reads', 'matches', 'pulls'] as const;
export type Budget = (typeof BUDGETS)[number];

const WINDOW_SECONDS = 60;

/** A client's budget after something was asked of it. */
export interface Charge {
  allowed: boolean;
  /** The `RateLimit` header: what is left and when it is whole again. */
  rateLimit: string;
  retryAfterSeconds: number;
}

/** Counts what each client asks for within this process. */
export class Throttle {
  private readonly limiters: Record<Budget, RateLimiterMemory>;
  /** The `RateLimit-Policy` header (draft-ietf-httpapi-ratelimit-headers-10). */
  readonly policy: string;

  constructor(quotas: AppConfig['limits']['perMinute']) {
    const limiter = (budget: Budget) =>
      new RateLimiterMemory({ keyPrefix: budget, points: quotas[budget], duration: WINDOW_SECONDS });
    this.limiters = { reads: limiter('reads'), matches: limiter('matches'), pulls: limiter('pulls') };
    this.policy = BUDGETS.map((budget) => `"${budget}";q=${quotas[budget]};w=${WINDOW_SECONDS}`).join(', ');
  }

  async charge(budget: Budget, client: string, points = 1): Promise<Charge> {
    const spent = await this.limiters[budget].consume(client, points).then(
      (result) => ({ result, allowed: true }),
      (result: unknown) => {
        if (result instanceof RateLimiterRes) return { result, allowed: false };
        throw result;
      },
    );
    const seconds = Math.ceil(spent.result.msBeforeNext / 1000);
    return {
      allowed: spent.allowed,
      rateLimit: `"${budget}";r=${Math.max(0, spent.result.remainingPoints)};t=${seconds}`,
      retryAfterSeconds: Math.max(1, seconds),
    };
  }
}
