import type { LeafKind, LeafParameters } from '../../criteria/model.js';
import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';

/** Parameters that name which fact a leaf reads, first one present wins; the others say what it asks of the fact. */
const NAMING = [
  'analyte',
  'measure',
  'name',
  'gene',
  'marker',
  'agent',
  'site',
  'scale',
  'topic',
  'agents',
  'classes',
  'modality',
  'to',
  'anyOf',
] as const;

/** Kinds of which a record has one fact, whatever is asked of it. */
const SINGLE: ReadonlySet<LeafKind> = new Set<LeafKind>([
  'age',
  'sex',
  'cancer',
  'stage',
  'tnm',
  'extent',
  'measurableDisease',
  'lifeExpectancy',
  'pregnancy',
  'breastfeeding',
  'contraception',
]);

const WORDS: Partial<Record<LeafKind, string>> = {
  lab: 'laboratory',
  priorTherapy: 'prior therapy',
  priorMalignancy: 'other malignancy',
  measurableDisease: 'measurable disease',
  lifeExpectancy: 'life expectancy',
  performance: 'performance status',
  variant: 'variant test',
};

/**
 * The fact that would settle a leaf: all bounds on one analyte, all alterations of one gene are settled by one fact.
 * Equal names mean the same fact.
 */
export function factName<K extends LeafKind>({
  kind,
  parameters,
}: Pick<CompiledLeaf<K>, 'kind' | 'parameters'>): string {
  const word = WORDS[kind] ?? kind;
  if (SINGLE.has(kind)) return word;
  const values = parameters as Partial<Record<(typeof NAMING)[number], unknown>> & LeafParameters[K];
  for (const name of NAMING) {
    const value = values[name];
    if (value === undefined) continue;
    return `${word}: ${Array.isArray(value) ? value.map(spoken).join(', ') : spoken(value)}`;
  }
  return word;
}

function spoken(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if ('name' in value && typeof value.name === 'string') return value.name;
  return 'code' in value && typeof value.code === 'string' ? value.code : JSON.stringify(value);
}
