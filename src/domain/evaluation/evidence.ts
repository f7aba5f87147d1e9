import { describeFact } from '../patient/describe.js';
import type { Fact } from '../patient/profile.js';
import type { Evidence } from './outcome.js';

/** The evidence line of a fact: where it was read, what it says (in the record's own words where kept), and when. */
export function evidenceOf(fact: Fact, note?: string): Evidence {
  const date = fact.date ?? ('end' in fact ? fact.end : undefined) ?? ('start' in fact ? fact.start : undefined);
  return {
    resource: fact.source.resource,
    path: fact.source.path,
    value: fact.recorded ?? describeFact(fact),
    ...(date !== undefined && { date }),
    ...(note !== undefined && { note }),
  };
}
