import type { Caller } from './caller.js';

/** What every resolver is given beside its arguments. */
export interface GraphqlContext {
  caller: Caller;
}
