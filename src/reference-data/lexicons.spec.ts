import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readTsv, readYaml } from './read-files.js';

const names = z.array(z.string().min(1));
const id = /^[A-Za-z0-9][A-Za-z0-9]*$/;

const analyte = z.strictObject({
  name: z.string(),
  unit: z.string(),
  loinc: z.array(z.string().regex(/^\d+-\d$/)),
  loincOther: z.array(z.string().regex(/^\d+-\d$/)).optional(),
  names: names.optional(),
  cased: names.optional(),
  molarMass: z.number().positive().optional(),
  valence: z.int().positive().optional(),
  plausible: z.tuple([z.number(), z.number()]).optional(),
  reference: z.strictObject({ low: z.number().optional(), high: z.number().optional() }).optional(),
  maxAgeDays: z.int().positive().optional(),
});

const drugClass = z.strictObject({
  name: z.string(),
  parents: names.optional(),
  modality: z.string().optional(),
  genes: names.optional(),
  targets: names.optional(),
  names: names.optional(),
  cased: names.optional(),
  near: names.optional(),
  agents: names.optional(),
});

const drug = z.strictObject({
  formulationOf: z.string().optional(),
  classes: z.array(z.string()),
  modality: z.string().optional(),
  names: names.or(z.array(z.never())).optional(),
  cased: names.optional(),
  notInText: names.optional(),
});

const condition = z.strictObject({
  name: z.string(),
  parents: names.optional(),
  icd10cm: z.array(z.string().regex(/^[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?$/)).optional(),
  snomed: z.array(z.string().regex(/^\d{6,18}$/)).optional(),
  names: names.optional(),
  cased: names.optional(),
});

type Entries = Record<string, unknown>;
const read = (name: string): Entries => readYaml<Entries>(`criteria/lexicon/${name}.yaml`);
const wrong = (entries: Entries, shape: z.ZodType): string[] =>
  Object.entries(entries).flatMap(([key, entry]) => {
    const result = shape.safeParse(entry);
    return result.success
      ? []
      : [`${key}: ${result.error.issues[0]?.message ?? ''} at ${result.error.issues[0]?.path.join('.') ?? ''}`];
  });

describe('lexicon files', () => {
  it('hold entries of the documented shape', () => {
    expect(wrong(read('analytes'), analyte)).toEqual([]);
    expect(wrong(read('drug-classes'), drugClass)).toEqual([]);
    expect(wrong({ ...read('drugs'), ...read('drugs-comedication') }, drug)).toEqual([]);
    expect(wrong(read('conditions'), condition)).toEqual([]);
  });

  it('use ids that criteria can carry', () => {
    for (const key of [...Object.keys(read('analytes')), ...Object.keys(read('drug-classes'))]) expect(key).toMatch(id);
    for (const key of Object.keys(read('conditions'))) expect(key).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });

  it('name every agent once', () => {
    const both = Object.keys(read('drugs-comedication')).filter((agent) => agent in read('drugs'));
    expect(both).toEqual([]);
  });

  it('put agents only into classes that exist, and combinations only of agents that exist', () => {
    const classes = read('drug-classes') as Record<string, { agents?: string[] }>;
    const drugs = { ...read('drugs'), ...read('drugs-comedication') } as Record<string, { classes: string[] }>;
    const unknownClasses = Object.values(drugs).flatMap((entry) => entry.classes.filter((name) => !(name in classes)));
    const unknownAgents = Object.values(classes).flatMap((entry) =>
      (entry.agents ?? []).filter((name) => !(name in drugs)),
    );
    expect([...unknownClasses, ...unknownAgents]).toEqual([]);
  });

  it('state half-lives of agents that exist, between ten minutes (fluorouracil) and two months', () => {
    const drugs = { ...read('drugs'), ...read('drugs-comedication') };
    const days = read('drug-half-lives') as Record<string, number>;
    expect(Object.keys(days).filter((agent) => !(agent in drugs))).toEqual([]);
    for (const value of Object.values(days)) expect(value >= 1 / 144 && value < 60).toBe(true);
  });

  it('give every code to one analyte only', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const [key, entry] of Object.entries(
      read('analytes') as Record<string, { loinc: string[]; loincOther?: string[] }>,
    ))
      for (const code of [...entry.loinc, ...(entry.loincOther ?? [])]) {
        if (seen.has(code)) twice.push(`${code}: ${seen.get(code) ?? ''}, ${key}`);
        seen.set(code, key);
      }
    expect(twice).toEqual([]);
  });

  it('map listed product codes to agents of the lexicon only', () => {
    const drugs = { ...read('drugs'), ...read('drugs-comedication') };
    const unknown = readTsv('seeds/terminology/rxnorm/agents.tsv').flatMap(([, , agents = '']) =>
      agents.split('|').filter((agent) => !(agent in drugs)),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });
});
