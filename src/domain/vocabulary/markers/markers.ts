import { codeSystem } from '../coding-system.js';
import { resolveCodings } from '../resolve-codings.js';
import type { Coding, GeneVocabulary, MappingResult, MarkerTest, MarkerVocabulary } from '../vocabulary.js';
import { geneTestOfName, type GeneTest } from './gene-test-name.js';
import type { MarkerEntry, MarkerLexicon } from './marker-lexicon.js';
import { parseTestName } from './test-name.js';
import { ownValue } from '../../logic/own-value.js';

/**
 * Tumour-marker tests. A code is known by its LOINC name, and the name is read: component to marker, clone and method to
 * assay. So are the names that records carry beside codes that no list holds.
 */
export function createMarkerVocabulary(
  lexicon: MarkerLexicon,
  listedName: (loinc: string) => string | undefined,
  genes: GeneVocabulary,
): MarkerVocabulary {
  const nameOfCode = (loinc: string) => listedName(loinc) ?? ownValue(lexicon.tests, loinc);
  const byComponent = new Map<string, MarkerTest>();
  const byName = new Map<string, MarkerTest>();
  for (const [key, entry] of Object.entries(lexicon.markers)) {
    const test = testOf(key, entry);
    for (const component of entry.components) byComponent.set(component, test);
    for (const name of [key, ...entry.components, ...(entry.names ?? [])]) byName.set(plain(name), test);
  }
  const ofTestName = (name: string): MarkerTest | undefined => {
    const { component, specimen, property, method = '' } = parseTestName(name);
    if (specimen !== undefined && lexicon.notTumor.some((fluid) => specimen.startsWith(fluid))) return undefined;
    return fluorescentCopies(component) ?? readComponent(component, property, method);
  };
  const readComponent = (component: string, property: string | undefined, method: string): MarkerTest | undefined => {
    const clone = /^(.+) by clone ([a-z0-9-]+)/.exec(component);
    const share = /^cells\.(.+)\/100 /.exec(component);
    const core = (clone?.[1] ?? share?.[1] ?? component)
      .replace(/ (?:ag|protein)$/, '')
      .replace(/ fluorescence intensity$/, '')
      .replace(/ cells\/100 cells$/, '');
    const test = byComponent.get(core);
    if (!test) return undefined;
    const assay = clone?.[2]?.toUpperCase() ?? wordOf(lexicon.assays, method);
    const percent = core !== component && (share !== null || component.endsWith('/100 cells'));
    const score = clone
      ? ownValue(lexicon.clones, clone[2]?.toUpperCase() ?? '')
      : percent
        ? shareScore(test)
        : ownScore(test, property);
    return { ...withoutScore(test), ...(assay !== undefined && { assay }), ...(score !== undefined && { score }) };
  };
  const fromText = (text: string): MappingResult<MarkerTest> => {
    const test = ofTestName(text) ?? ofWords(text, lexicon, byName);
    return test
      ? { concept: test, mapping: { route: 'text', confidence: 0.9 } }
      : { unmapped: text, why: 'the text names no tumour marker of the vocabulary' };
  };
  return {
    fromText,
    fromCodings: (codings, text) =>
      resolveCodings(
        codings,
        text,
        [{ system: 'loinc', lookup: (code) => wrap(nameOfCode(code), ofTestName) }],
        fromText,
        (test) => [test.marker, ...(test.also ?? [])].join('+'),
      ),
    geneTest: (codings) => geneTest(codings, nameOfCode, genes),
  };
}

function testOf(key: string, { kind = 'expression', marker = key, also, number }: MarkerEntry): MarkerTest {
  return { marker, kind, ...(also && { also }), ...(number !== undefined && { score: number }) };
}

/** `ERBB2 gene duplication ... by FISH` and its counts are the in-situ test of HER2 status. */
function fluorescentCopies(component: string): MarkerTest | undefined {
  if (!component.startsWith('erbb2 gene') || component.includes('mutation')) return undefined;
  const score = component.endsWith('/nucleus') ? 'copyNumber' : 'ratio';
  return { marker: 'ERBB2', kind: 'expression', assay: 'FISH', score };
}

/** An amount (`mass/mass`, `units/volume`) is not the percentage or staining grade that the marker is usually given in. */
const ownScore = (test: MarkerTest, property: string | undefined): string | undefined =>
  property?.includes('/') === true || property === 'type' ? undefined : test.score;

const withoutScore = ({ score: _score, ...test }: MarkerTest): MarkerTest => test;

const shareScore = (test: MarkerTest): string => (test.marker === 'CD274' ? 'TPS' : 'percent');

/** "HER2 IHC status", "PD-L1 TPS", "Ki-67 (%)": the marker's name with words of how it was tested around it. */
function ofWords(
  text: string,
  lexicon: MarkerLexicon,
  byName: ReadonlyMap<string, MarkerTest>,
): MarkerTest | undefined {
  if (text.length > 120) return undefined;
  const words = plain(text);
  const clone = Object.keys(lexicon.clones).find((name) => containsWord(words, plain(name)));
  const assay = clone ?? wordOf(lexicon.assays, words);
  const score = wordOf(lexicon.scores, words) ?? (clone === undefined ? undefined : lexicon.clones[clone]);
  const bare = [
    ...Object.keys(lexicon.clones),
    ...Object.values(lexicon.assays).flat(),
    ...Object.values(lexicon.scores).flat(),
    ...lexicon.fillers,
    'clone',
  ]
    .map(plain)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, filler) => ` ${rest} `.replaceAll(` ${filler} `, ' ').trim(), words);
  const test = byName.get(words) ?? byName.get(bare);
  if (!test) return undefined;
  const type = score ?? (assay === 'FISH' ? 'ratio' : test.score);
  return { ...withoutScore(test), ...(assay !== undefined && { assay }), ...(type !== undefined && { score: type }) };
}

const plain = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+|\+/gu) ?? []).join(' ');

const containsWord = (words: string, word: string): boolean => ` ${words} `.includes(` ${word} `);

function wordOf(table: Readonly<Record<string, string[]>>, text: string): string | undefined {
  const words = plain(text);
  return Object.entries(table).find(([, names]) => names.some((name) => containsWord(words, plain(name))))?.[0];
}

function wrap(name: string | undefined, read: (name: string) => MarkerTest | undefined) {
  const test = name === undefined ? undefined : read(name);
  return test && { concept: test };
}

/** The one gene test that the codings name; undefined for none or for several different ones. */
function geneTest(
  codings: readonly Coding[],
  nameOfCode: (loinc: string) => string | undefined,
  genes: GeneVocabulary,
): GeneTest | undefined {
  const found = codings.flatMap((coding) => {
    const listed =
      codeSystem(coding.system) === 'loinc' && coding.code !== undefined ? nameOfCode(coding.code.trim()) : undefined;
    const name = listed ?? coding.display;
    const test = name === undefined ? undefined : geneTestOfName(name, genes);
    return test ? [test] : [];
  });
  const distinct = new Map(found.map((test) => [JSON.stringify(test), test]));
  return distinct.size === 1 ? found[0] : undefined;
}
