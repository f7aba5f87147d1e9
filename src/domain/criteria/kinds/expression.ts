import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { rangeShape, word } from '../shapes.js';
import { rangeSymbols, spaced } from '../wording.js';

const markerNames: Record<string, string> = {
  ESR1: 'estrogen receptor (ER)',
  PGR: 'progesterone receptor (PR)',
  ERBB2: 'HER2',
  CD274: 'PD-L1',
  AR: 'androgen receptor (AR)',
  MKI67: 'Ki-67',
};

const markerName = (marker: string): string => markerNames[marker] ?? marker;

export const expression = {
  kind: 'expression',
  area: 'molecular',
  schema: z.strictObject({
    marker: word,
    is: z.enum(['positive', 'negative', 'low', 'ultralow', 'high', 'lost', 'wildTypePattern']).optional(),
    score: z.strictObject({ ...rangeShape, type: word }).optional(),
    assay: word.optional(),
  }),
  reads: ['expression'],
  absence: 'tested',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) =>
    [markerName(p.marker), p.is && spaced(p.is), p.score && `${p.score.type} ${rangeSymbols(p.score)}`, p.assay && `by ${p.assay}`] // prettier-ignore
      .filter((part) => part !== undefined)
      .join(' '),
  patient: (p) => `A test of your tumor for ${markerName(p.marker)} is ${p.is ? spaced(p.is) : 'in the range the trial asks for'}`, // prettier-ignore
} satisfies KindDefinition<'expression'>;
