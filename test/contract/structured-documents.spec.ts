import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { lintDocument } from '../../src/domain/criteria/lint/lint-document.js';
import type { EligibilityDocument } from '../../src/domain/criteria/model.js';
import { canExclude } from '../../src/domain/evaluation/document.js';
import { structure } from '../../src/domain/structuring/structure.js';
import { loadLexicons } from '../../src/reference-data/load-lexicons.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { projectPath } from '../../src/reference-data/paths.js';
import { recordReaders } from '../../src/registries/record-readers.js';
import { registryTexts } from '../support/registry-texts.js';
import { describeWithSharedData } from '../support/shared-data.js';

const [vocabulary, lexicons] = [loadVocabulary(), loadLexicons()];
const schema = JSON.parse(readFileSync(projectPath('criteria/schema.json'), 'utf8')) as object;
const accepts = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

/** What no reading may be doubtful in: that has to be a concept, a place or an id that exists. */
const neverDoubtful = new Set(['unknownCode', 'unknownUnit', 'unknownScope', 'duplicateId', 'spanOutsideText', 'textChanged']); // prettier-ignore

/** What is wrong with a document of the structurer: against the schema, the vocabulary, the text and reason. */
function faultsOf(document: EligibilityDocument, registryText: string): string[] {
  const { id } = document.trial;
  if (!accepts(document)) return [`${id}: ${JSON.stringify(accepts.errors?.[0])}`];
  const byId = new Map(document.criteria.map((criterion) => [criterion.id, criterion]));
  return lintDocument(document, vocabulary, { registryText })
    .filter(({ severity }) => severity === 'error')
    .filter(({ rule, criterion = '' }) => {
      const found = byId.get(criterion);
      return neverDoubtful.has(rule) || !found || canExclude(found);
    })
    .map(({ rule, criterion, message }) => `${id} ${criterion ?? ''} ${rule}: ${message}`);
}

const lines = (file: string): unknown[] =>
  gunzipSync(readFileSync(projectPath(file)))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

it.each(['ctgov', 'nci'] as const)(
  'shipped trials of %s become documents of the language; no reading that cannot be meant excludes',
  (registry) => {
    const records = lines(`seeds/trials/${registry}.ndjson.gz`);
    const faults = records.flatMap((record) => {
      const { eligibility, updated } = recordReaders[registry].map(record);
      const document = structure({ ...eligibility, version: updated ?? '1' }, vocabulary, lexicons);
      return faultsOf(document, eligibility.text);
    });
    expect(faults).toEqual([]);
    expect(records.length).toBeGreaterThan(50);
  },
);

describeWithSharedData('texts of the development data', () => {
  it('become such documents too', () => {
    const sample = [...registryTexts.full(), ...registryTexts.criteria()].filter((_, i) => i % 40 === 0);
    const faults = sample.flatMap(({ id, text }) => {
      const document = structure({ registry: 'ctgov', id, version: '1', text, fields: {} }, vocabulary, lexicons);
      return faultsOf(document, text);
    });
    expect(faults).toEqual([]);
    expect(sample.length).toBeGreaterThan(50);
  });
});
