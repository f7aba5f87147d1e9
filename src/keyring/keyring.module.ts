import { Global, Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { KeyFile } from './key-file.js';
import { Keyring } from './keyring.js';

/** The keys that stored patient data and the audit log are protected with. */
@Global()
@Module({
  providers: [
    {
      provide: Keyring,
      inject: [APP_CONFIG],
      useFactory: ({ keyFile }: AppConfig) => new Keyring(new KeyFile(keyFile)),
    },
  ],
  exports: [Keyring],
})
export class KeyringModule {}
