import { Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { issuerKeys } from './issuer-keys.js';
import { LOCAL_ISSUER, LocalIssuer } from './local-issuer.js';
import { TokenVerifier } from './token-verifier.js';

function verifierOf({ issuer, audience, jwksUrl, claims, localKeyFile }: AppConfig['identity']): TokenVerifier {
  return issuer === undefined
    ? new TokenVerifier(new LocalIssuer(localKeyFile, audience).keys, { issuer: LOCAL_ISSUER, audience, claims })
    : new TokenVerifier(issuerKeys(issuer, jwksUrl), { issuer, audience, claims });
}

/** Who asks: tokens of the configured issuer, or of the local one. */
@Module({
  providers: [
    { provide: TokenVerifier, inject: [APP_CONFIG], useFactory: ({ identity }: AppConfig) => verifierOf(identity) },
  ],
  exports: [TokenVerifier],
})
export class IdentityModule {}
