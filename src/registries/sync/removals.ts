import { RegistryError } from '../http/registry-error.js';

/** More than this share of the stored trials gone at once is a fault of the listing until a person says otherwise. */
export const removalLimit = 0.02;

/** Throws before anything is closed if a run would close more than the limit (one is always believed). */
export function guardRemovals(registry: string, closing: number, stored: number): void {
  if (closing > Math.max(1, Math.floor(stored * removalLimit)))
    throw new RegistryError(
      'tooManyRemovals',
      `${registry}: ${closing} of ${stored} stored trials would close; nothing was closed`,
    );
}
