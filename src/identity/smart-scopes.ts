/** One SMART App Launch scope, version 1 (`patient/*.read`) or 2 (`user/Patient.rs`). */
export interface SmartScope {
  context: 'patient' | 'user' | 'system';
  /** A FHIR resource type or `*`. */
  resource: string;
  /** Letters of create, read, update, delete, search. */
  interactions: ReadonlySet<Interaction>;
}

export type Interaction = 'c' | 'r' | 'u' | 'd' | 's';

const WORDS: Record<string, string> = { read: 'rs', write: 'cud', '*': 'cruds' };
const SCOPE = /^(patient|user|system)\/([A-Za-z]+|\*)\.([a-z]+|\*)$/;

/** The resource types that a profile is read from: a scope that lacks one of them does not cover a record. */
const RECORD_TYPES = [
  'Patient',
  'Condition',
  'Observation',
  'Procedure',
  'MedicationRequest',
  'AllergyIntolerance',
] as const;

/** The SMART scopes of a scope string, or undefined where it holds none. A scope with a search filter grants nothing. */
export function smartScopes(text: string): SmartScope[] | undefined {
  const words = text.split(/\s+/).filter((word) => /^(patient|user|system)\//.test(word));
  if (words.length === 0) return undefined;
  return words.flatMap((word) => {
    const [, context, resource, asked] = SCOPE.exec(word) ?? [];
    const letters = WORDS[asked ?? ''] ?? asked ?? '';
    if (!context || !resource || !/^c?r?u?d?s?$/.test(letters)) return [];
    return [
      {
        context: context as SmartScope['context'],
        resource,
        interactions: new Set([...letters] as Interaction[]),
      },
    ];
  });
}

/** Whether scopes let somebody do that with a whole record. */
export const coverRecord = (scopes: readonly SmartScope[], interaction: Interaction): boolean =>
  RECORD_TYPES.every((type) =>
    scopes.some(
      ({ resource, interactions }) => (resource === '*' || resource === type) && interactions.has(interaction),
    ),
  );
