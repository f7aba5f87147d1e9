import type { Bound, Criterion, EligibilityDocument } from '../domain/criteria/model.js';
import type { StructuringInput } from '../domain/structuring/input.js';
import type { Structurer, SubjectTerms } from './structurer.port.js';
import { ageLimitInYears } from './age-limit.js';

const coded = (id: string, text: string, when: Criterion['when']): Criterion => ({
  id,
  section: 'registry',
  scope: 'all',
  text,
  requirement: 'hard',
  basis: 'coded',
  confidence: 1,
  when,
});

/** Reads the registry's coded fields and leaves the text unread. Used where no vocabulary is at hand. */
export class RegistryFieldStructurer implements Structurer {
  readonly version = 'fields-1';
  readonly vocabularyVersion = 'none';

  structure({ registry, id, version, title, text, fields }: StructuringInput): EligibilityDocument {
    const criteria: Criterion[] = [];
    const bound = (limit: string | undefined): Bound | undefined => {
      const value = ageLimitInYears(limit);
      return value === undefined ? undefined : { value, inclusive: true };
    };
    const min = bound(fields.minimumAge);
    const max = bound(fields.maximumAge);
    if (min) criteria.push(coded('r1', `Minimum age: ${fields.minimumAge}`, { age: { min, unit: 'a' } }));
    if (max) criteria.push(coded('r2', `Maximum age: ${fields.maximumAge}`, { age: { max, unit: 'a' } }));
    if (fields.sex && fields.sex !== 'all')
      criteria.push(coded('r3', `Sex: ${fields.sex}`, { sex: { is: fields.sex } }));
    criteria.push({
      id: 'u1',
      section: 'inclusion',
      scope: 'all',
      span: [0, text.length],
      text: text.replace(/\s+/g, ' '),
      requirement: 'hard',
      basis: 'unparsed',
      confidence: 1,
      when: { unstructured: {} },
    });
    return {
      eligo: 1,
      trial: { registry, id, version, ...(title ? { title } : {}) },
      by: { structurer: this.version },
      criteria,
    };
  }

  subject(): SubjectTerms {
    return { cancers: [], genes: [], drugs: [] };
  }
}
