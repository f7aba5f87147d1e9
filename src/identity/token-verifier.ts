import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { principalOf, type ClaimNames } from './claims.js';
import type { Principal } from './principal.js';

/** Why a token is refused, for the log and the `WWW-Authenticate` header; never anything of the token itself. */
export type TokenFailure = 'malformed' | 'expired' | 'issuer' | 'audience' | 'signature' | 'unavailable';

export type Verified = { principal: Principal } | { failure: TokenFailure };

/** Asymmetric signatures only: a shared secret, or a public key passed off as one, proves nothing about the issuer. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 5;

export interface TokenRules {
  issuer: string;
  audience: string;
  claims: ClaimNames;
}

/** Checks bearer tokens: signature by a key of the issuer, issuer, audience, times, algorithm. */
export class TokenVerifier {
  constructor(
    private readonly keys: JWTVerifyGetKey,
    private readonly rules: TokenRules,
  ) {}

  async verify(token: string): Promise<Verified> {
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, this.keys, {
        issuer: this.rules.issuer,
        audience: this.rules.audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'exp'],
      }));
    } catch (error) {
      return { failure: failureOf(error) };
    }
    const principal = principalOf(payload, this.rules.claims);
    return principal ? { principal } : { failure: 'malformed' };
  }
}

function failureOf(error: unknown): TokenFailure {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'audience';
    return error.claim === 'iss' ? 'issuer' : 'malformed';
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSEAlgNotAllowed
  )
    return 'signature';
  // A key type that does not go with the algorithm of the header, e.g. HS256 over a public key.
  if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid || error instanceof TypeError)
    return 'malformed';
  if (error instanceof errors.JOSENotSupported) return 'malformed';
  return 'unavailable';
}
