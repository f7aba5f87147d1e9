import type { Profile } from '../../domain/patient/profile.js';
import { newest } from '../../domain/patient/selection/newest.js';
import type { Resource, SharedRecord } from './shared-records.js';

const CODES = {
  ESR1: ['16112-5', '85337-4', '40556-3'],
  PGR: ['16113-3', '85339-0', '40557-1'],
  ERBB2: ['48676-1', '85319-2'],
} as const;
export type Receptor = keyof typeof CODES;
const RECEPTORS = Object.keys(CODES) as Receptor[];

type Answer = 'positive' | 'negative';
const ANSWERS: Readonly<Record<string, Answer>> = {
  '10828004': 'positive',
  'LA6576-8': 'positive',
  'LA9633-4': 'positive',
  '260385009': 'negative',
  'LA6577-6': 'negative',
  'LA9634-2': 'negative',
};

interface Coded {
  coding?: { code?: string }[];
}

const codes = (value: unknown): string[] => ((value as Coded | undefined)?.coding ?? []).map((one) => one.code ?? '');

/** The answer read straight from the resources: the newest Observation of the receptor. */
function truth(resources: readonly Resource[], receptor: Receptor): Answer | undefined {
  const own = resources
    .filter(
      (one) =>
        one.resourceType === 'Observation' &&
        codes(one['code']).some((code) => (CODES[receptor] as readonly string[]).includes(code)),
    )
    .sort((a, b) => String(b['effectiveDateTime']).localeCompare(String(a['effectiveDateTime'])));
  return own
    .flatMap((one) => codes(one['valueCodeableConcept']))
    .map((code) => ANSWERS[code])
    .find((one) => one !== undefined);
}

/** The answer of the profile: the newest immunohistochemistry or interpretation, FISH scores left aside. */
function read(profile: Profile, receptor: Receptor): string | undefined {
  const facts = profile.facts.filter(
    (fact) => fact.kind === 'expression' && fact.marker === receptor && fact.is !== undefined,
  );
  const [first] = newest(facts);
  return first?.kind === 'expression' ? first.is : undefined;
}

export interface ReceptorFigures {
  staged: number;
  unstaged: number;
  positive: Record<Receptor, number>;
  /** Staged patients whose status is as the resources say. */
  right: Record<Receptor, number>;
  /** Unstaged patients for whom the profile holds no status. */
  absent: Record<Receptor, number>;
}

/** ER, PR and HER2 of the Synthea breast patients, against the resources themselves. */
export function receptorFigures(
  records: readonly SharedRecord[],
  profiles: readonly (Profile | undefined)[],
): ReceptorFigures {
  const zero = (): Record<Receptor, number> => ({ ESR1: 0, PGR: 0, ERBB2: 0 });
  const figures: ReceptorFigures = { staged: 0, unstaged: 0, positive: zero(), right: zero(), absent: zero() };
  for (const [index, { resources }] of records.entries()) {
    const profile = profiles[index];
    if (!profile) continue;
    const staged = resources.some((one) => codes(one['code']).includes('21908-9'));
    figures[staged ? 'staged' : 'unstaged'] += 1;
    for (const receptor of RECEPTORS) {
      const expected = truth(resources, receptor);
      const found = read(profile, receptor);
      if (!staged) figures.absent[receptor] += found === undefined ? 1 : 0;
      else {
        figures.positive[receptor] += found === 'positive' ? 1 : 0;
        figures.right[receptor] += found === expected && expected !== undefined ? 1 : 0;
      }
    }
  }
  return figures;
}
