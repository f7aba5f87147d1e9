import type { CoverageDomain, Fact, Profile } from '../../domain/patient/profile.js';
import { Random } from './random.js';
import { AGENTS, CANCERS, CHANGES, CLASSES, CONDITIONS, GENES, LABS, MARKERS, STAGES } from './subjects.js';

/** Days are written relative to this one, the as-of date of the synthetic data. */
export const SYNTHETIC_AS_OF = '2026-11-01';

const DAY = 86_400_000;
const before = (days: number): string => new Date(Date.parse(SYNTHETIC_AS_OF) - days * DAY).toISOString().slice(0, 10);

/**
 * Synthetic cancer patients with holes in their records: dates of any precision, results that are old, missing or
 * negative, panels that cover some genes, domains that are covered or not. No claim to epidemiology.
 */
export function syntheticPatients(count: number, seed: number): Profile[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, i) => syntheticPatient(`P${String(i + 1).padStart(6, '0')}`, random));
}

function syntheticPatient(patient: string, random: Random): Profile {
  const sex = random.chance(0.5) ? 'female' : 'male';
  const source = { resource: `Observation/${patient}`, path: 'Observation.value' };
  const facts: Fact[] = [
    ...(random.chance(0.95) ? [cancer(random, source)] : []),
    ...(random.chance(0.7) ? [stage(random, source)] : []),
    ...(random.chance(0.6) ? [performance(random, source)] : []),
    ...labs(random, source),
    ...genomics(random, source),
    ...conditions(random, source),
    ...therapies(random, source),
  ];
  const domains: CoverageDomain[] = ['conditions', 'medications', 'allergies', 'procedures', 'labs', 'genomics'];
  const born = before(random.whole(15 * 365, 90 * 365));
  return {
    patient,
    ...(random.chance(0.98) && { birthDate: random.chance(0.9) ? born : born.slice(0, random.chance(0.5) ? 7 : 4) }),
    ...(random.chance(0.99) && { sex }),
    facts,
    unmapped: [],
    coverage: domains.filter(() => random.chance(0.7)),
  };
}

type Source = Fact['source'];

const cancer = (random: Random, source: Source): Fact => {
  const code = random.pick(CANCERS);
  return { kind: 'cancer', role: 'primary', concept: { code, system: 'oncotree', name: code }, source, date: before(random.whole(10, 2000)) }; // prettier-ignore
};

const stage = (random: Random, source: Source): Fact => ({
  kind: 'stage',
  group: random.pick(STAGES),
  system: 'ajcc',
  basis: random.pick(['clinical', 'pathologic']),
  source,
  date: before(random.whole(10, 900)),
});

const performance = (random: Random, source: Source): Fact =>
  random.chance(0.8)
    ? { kind: 'performance', scale: 'ecog', value: random.pick([0, 0, 1, 1, 1, 2, 3]), source, date: before(random.whole(1, 200)) }
    : { kind: 'performance', scale: 'karnofsky', value: random.pick([50, 60, 70, 80, 90, 100]), source, date: before(random.whole(1, 200)) }; // prettier-ignore

const labs = (random: Random, source: Source): Fact[] =>
  LABS.flatMap(([analyte, unit, low, typical, high]): Fact[] => {
    if (random.chance(0.3)) return [];
    const spread = random.chance(0.8) ? typical * (0.7 + 0.6 * random.next()) : low + (high - low) * random.next();
    const value = Math.round(spread * 10) / 10;
    const range = random.chance(0.5) ? { low: typical * 0.6, high: typical * 1.6 } : {};
    return [{ kind: 'lab', analyte, value, unit, ...range, source, date: before(random.whole(1, 150)) }];
  });

function genomics(random: Random, source: Source): Fact[] {
  if (random.chance(0.4)) return [];
  const date = before(random.whole(5, 700));
  const variants = random.some(GENES, 3).map((gene): Fact => {
    const shape = random.whole(0, 3);
    const present = random.chance(0.85);
    if (shape === 0) return { kind: 'variant', gene, type: 'amplification', present, source, date };
    if (shape === 1) return { kind: 'variant', gene, type: 'fusion', present, source, date };
    return { kind: 'variant', gene, type: 'mutation', hgvsP: random.pick(CHANGES), present, source, date };
  });
  const panel: Fact[] = random.chance(0.5) ? [{ kind: 'genePanel', genes: random.some(GENES, 10), source, date }] : [];
  const signature: Fact[] = random.chance(0.4)
    ? [{ kind: 'signature', name: 'msi', is: random.pick(['high', 'stable']), source, date }]
    : [];
  const marker: Fact[] = random.chance(0.6)
    ? [{ kind: 'expression', marker: random.pick(MARKERS), is: random.pick(['positive', 'negative']), source, date }]
    : [];
  return [...variants, ...panel, ...signature, ...marker];
}

const conditions = (random: Random, source: Source): Fact[] =>
  random.chance(0.5)
    ? []
    : random.some(CONDITIONS, 3).map((code) => ({
        kind: 'condition',
        concept: { code, system: 'condition', name: code },
        status: random.pick(['active', 'inactive', 'unknown'] as const),
        source,
        onset: before(random.whole(10, 4000)),
      }));

const therapies = (random: Random, source: Source): Fact[] =>
  random.chance(0.4)
    ? []
    : random.some(AGENTS, 3).map((agent) => {
        const end = random.whole(1, 600);
        return {
          kind: 'therapy',
          agents: [agent],
          classes: random.chance(0.5) ? [random.pick(CLASSES)] : [],
          modality: 'systemic',
          start: before(end + 90),
          end: random.chance(0.8) ? before(end) : before(end).slice(0, 7),
          source,
        };
      });
