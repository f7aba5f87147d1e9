import type { AppConfig } from '../config/app-config.js';
import type { RegistryName } from '../trials/trial-record.port.js';
import { CtgovAdapter } from './ctgov/adapter.js';
import { CtisAdapter } from './ctis/adapter.js';
import type { RegistryHttpOptions } from './http/registry-http.js';
import { NciAdapter } from './nci/adapter.js';
import type { RegistryAdapter } from './registry-adapter.js';

export type RegistryAdapters = Record<RegistryName, RegistryAdapter>;

/** Injection token. */
export const REGISTRY_ADAPTERS = Symbol('RegistryAdapters');

/** One adapter per registry, as configured. */
export function registryAdapters(
  config: AppConfig['registries'],
  options: Partial<RegistryHttpOptions> = {},
): RegistryAdapters {
  const at = (baseUrl: string | undefined): Partial<RegistryHttpOptions> => ({
    requestsPerMinute: config.requestsPerMinute,
    ...options,
    ...(baseUrl ? { baseUrl } : {}),
  });
  return {
    ctgov: new CtgovAdapter(at(config.ctgovUrl)),
    nci: new NciAdapter(config.nciApiKey, at(config.nciUrl)),
    ctis: new CtisAdapter(at(config.ctisUrl)),
  };
}
