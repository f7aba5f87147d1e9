import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMapped, type Coding, type MappedCancer, type NotMapped } from '../../src/domain/vocabulary/vocabulary.js';
import { loadCancers, readCancerLexicon } from '../../src/reference-data/load-cancers.js';

const cancers = loadCancers();
const lexicon = readCancerLexicon();
const SYSTEMS: Record<string, string> = {
  snomed: 'http://snomed.info/sct',
  ncit: 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl',
  mesh: 'http://id.nlm.nih.gov/mesh',
};
const codings: Coding[] = [
  ...lexicon.codes.map(([system = '', code = '']) => ({ system: SYSTEMS[system] ?? '', code })),
  ...Object.keys(lexicon.icd10cm.codes).map((code) => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code })),
  ...lexicon.oncotree.nodes
    .filter((node) => node.parent !== undefined)
    .map(({ code }) => ({ system: 'http://oncotree.info', code })),
];
const coding = fc.constantFrom(...codings);
const nodes = (read: MappedCancer | NotMapped): string[] =>
  isMapped(read) ? [read.concept.code, ...(read.concept.alsoCodes ?? [])] : [];

describe('codings of one diagnosis', () => {
  it('mean the same in any order and however often each is repeated', () => {
    fc.assert(
      fc.property(fc.array(coding, { minLength: 2, maxLength: 4 }), fc.nat(), (several, seed) => {
        const turned = [...several.slice(seed % several.length), ...several.slice(0, seed % several.length)].reverse();
        expect(cancers.fromCodings([...turned, ...several])).toEqual(cancers.fromCodings(several.concat(several)));
        const [one, other] = [cancers.fromCodings(several), cancers.fromCodings(turned)];
        expect(nodes(other).sort()).toEqual(nodes(one).sort());
      }),
      { numRuns: 400 },
    );
  });

  it('never become coarser by another coding: the answer lies within each of them, or there is a conflict', () => {
    fc.assert(
      fc.property(coding, coding, (a, b) => {
        const [alone, both] = [cancers.fromCodings([a]), cancers.fromCodings([a, b])];
        if (isMapped(both) && isMapped(alone)) {
          const either = [cancers.relation(nodes(both), nodes(alone)), cancers.relation(nodes(alone), nodes(both))];
          expect(either).not.toEqual(['disjoint', 'disjoint']);
        }
        if (!isMapped(both) && isMapped(alone)) expect(both.why).toMatch(/^conflict/);
      }),
      { numRuns: 400 },
    );
  });

  it('keep a node beside the coding of any of its ancestors', () => {
    for (const { code, parent } of lexicon.oncotree.nodes) {
      if (parent === undefined || parent === 'TISSUE') continue;
      const both = [code, parent].map((one) => ({ system: 'http://oncotree.info', code: one }));
      expect.soft(nodes(cancers.fromCodings(both)), `${code} below ${parent}`).toEqual([code]);
      expect.soft(nodes(cancers.fromCodings(both.reverse())), `${code} below ${parent}`).toEqual([code]);
    }
  });

  it('of two organs are a conflict, never the first of them', () => {
    const organs = ['LUNG', 'BREAST', 'PROSTATE', 'KIDNEY', 'THYROID', 'PANCREAS', 'BLADDER'];
    for (const first of organs)
      for (const second of organs)
        if (first !== second)
          expect(
            cancers.fromCodings([first, second].map((code) => ({ system: 'http://oncotree.info', code }))),
          ).toMatchObject({ why: expect.stringMatching(/^conflict/) });
  });
});

describe('the tree as the vocabulary sees it', () => {
  it('reaches every node by its name or by a code other than its own', () => {
    const reached = new Set<string>();
    for (const one of codings)
      if (one.system !== 'http://oncotree.info')
        for (const node of nodes(cancers.fromCodings([one]))) reached.add(node);
    const unreached = lexicon.oncotree.nodes
      .filter(
        ({ code, name, parent }) =>
          parent !== undefined && !reached.has(code) && !nodes(cancers.fromText(name)).includes(code),
      )
      .map(({ code }) => code);
    // OncoTree's "Malignant Tumor" of the brain bears the name of any malignancy; it and the tissue
    // "Other" are reached by their OncoTree codes alone.
    expect(unreached.filter((code) => code !== 'MT' && code !== 'OTHER')).toEqual([]);
  });

  it('names every code that the lexicons use', () => {
    const used = [
      ...lexicon.terms.terms.flatMap((term) => term.codes),
      ...Object.values(lexicon.sites.sites).flatMap((site) => [
        ...(site.cancer ?? []),
        ...(site.tissue === undefined ? [] : [site.tissue]),
      ]),
      ...Object.values(lexicon.histologies.histologies).flatMap(({ alone = [], elsewhere = [], at }) => [
        ...alone,
        ...elsewhere,
        ...Object.values(at).flat(),
      ]),
      ...Object.values(lexicon.icd10cm.codes).flat(),
      ...Object.values(lexicon.icdo3.morphology).flatMap((value) => (typeof value === 'string' ? [] : value)),
      ...lexicon.codes.flatMap(([, , codes = '']) => codes.split('+')),
      ...Object.entries(lexicon.hierarchy.alsoBelow).flatMap(([code, parents]) => [code, ...parents]),
      ...Object.entries(lexicon.hierarchy.touches).flatMap(([code, others]) => [code, ...others]),
      ...Object.values(lexicon.hierarchy.unspecified).flat(),
    ];
    expect(
      [...new Set(used)].filter((code) => cancers.depth(code) === 0 && cancers.ancestors(code).length === 0),
    ).toEqual([]);
  });

  it('refers only to sites and histologies that exist', () => {
    const sites = new Set(Object.keys(lexicon.sites.sites));
    const kinds = new Set(Object.keys(lexicon.histologies.histologies));
    const missing = [
      ...Object.values(lexicon.histologies.histologies).flatMap(({ is, at }) => [
        ...Object.keys(at).filter((site) => !sites.has(site)),
        ...(is !== undefined && !kinds.has(is) ? [is] : []),
      ]),
      ...Object.values(lexicon.sites.sites).flatMap((site) =>
        site.in !== undefined && !sites.has(site.in) ? [site.in] : [],
      ),
      ...Object.values(lexicon.icdo3.topography).filter((site) => !sites.has(site)),
      ...Object.values(lexicon.icdo3.morphology).filter((value) => typeof value === 'string' && !kinds.has(value)),
    ];
    expect(missing).toEqual([]);
  });

  it('orders relations as sets do: what is within is never disjoint, and any is around everything', () => {
    const code = fc.constantFrom(
      ...lexicon.oncotree.nodes.filter((node) => node.parent !== undefined).map((node) => node.code),
    );
    fc.assert(
      fc.property(code, code, (a, b) => {
        expect(cancers.relation([a], ['any'])).toBe('within');
        for (const ancestor of cancers.ancestors(a)) expect(cancers.relation([a], [ancestor])).toBe('within');
        if (cancers.isA(a, b) && a !== b) expect(cancers.relation([b], [a])).not.toBe('disjoint');
      }),
    );
  });
});
