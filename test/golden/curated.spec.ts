import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeDocument, encodeYaml, type Decoded } from '../../src/domain/criteria/codec.js';
import { lintDocument } from '../../src/domain/criteria/lint/lint-document.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { projectPath } from '../../src/reference-data/paths.js';
import { recordReaders } from '../../src/registries/record-readers.js';

const folder = projectPath('criteria/curated');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const vocabulary = loadVocabulary();

/** Criteria texts of the shipped trials by their id. */
const texts = new Map(
  gunzipSync(readFileSync(projectPath('seeds/trials/ctgov.ndjson.gz')))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { id, text } = recordReaders.ctgov.map(JSON.parse(line)).eligibility;
      return [id, text] as const;
    }),
);

function decoded(yaml: string): Decoded {
  const result = decodeDocument(yaml);
  if ('issues' in result) throw new Error(JSON.stringify(result.issues));
  return result;
}

it('there are curated documents to check', () => {
  expect(files.length).toBeGreaterThan(0);
});

describe.each(files)('%s', (file) => {
  const yaml = readFileSync(`${folder}/${file}`, 'utf8');

  it('is written as the codec writes it, byte for byte', () => {
    const { document, header } = decoded(yaml);
    expect(encodeYaml(document, header)).toBe(yaml);
  });

  it('speaks for the shipped text and lints without an error', () => {
    const { document } = decoded(yaml);
    expect(file).toBe(`${document.trial.id}.yaml`);
    const registryText = texts.get(document.trial.id) ?? '';
    const registryTextSha256 = createHash('sha256').update(registryText).digest('hex');
    expect(document.trial.textSha256).toBe(registryTextSha256);
    const findings = lintDocument(document, vocabulary, { registryText, registryTextSha256 });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('names who reviewed it, and trusts no reading that nobody made', () => {
    const { document } = decoded(yaml);
    expect(document.by).toHaveProperty('curator');
    for (const { basis, confidence } of document.criteria) if (basis === 'unparsed') expect(confidence).toBe(0);
  });
});
