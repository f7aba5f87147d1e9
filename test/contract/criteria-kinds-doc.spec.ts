import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { kindDefinitions } from '../../src/domain/criteria/kinds/index.js';
import type { LeafKind } from '../../src/domain/criteria/model.js';
import { validDays } from '../../src/domain/evaluation/staleness.js';
import { projectPath } from '../../src/reference-data/paths.js';
import { describeWithSharedData, readShared, sharedDataExists } from '../support/shared-data.js';
import { kindsIn } from './rule-catalogue/kinds-in.js';
import { translate } from './rule-catalogue/translate.js';

const absenceWords = {
  unknown: 'stays unknown',
  measure: 'unknown until measured',
  list: 'unknown, or a presumed "no" where the record covers the list',
  tested: 'not tested and not covered stay unknown; tested negative is "no"',
  attest: 'a person has to say',
};

const presumptionWords = { none: '', letsThrough: 'lets pass, never excludes', bothWays: 'lets pass and excludes' };

const areas = ['person', 'tumour', 'treatment', 'molecular', 'measurement', 'health', 'other'] as const;

/** How many rules of the open catalogue name each kind when they are expressed in the language. */
function counts(): Map<LeafKind, number> {
  const found = new Map<LeafKind, number>();
  if (!sharedDataExists) return found;
  for (const line of readShared('rules/rule-to-kind.tsv').split('\n').slice(1)) {
    const [, kind, parameters = ''] = line.split('\t');
    if (kind === undefined) continue;
    for (const one of kindsIn(translate(kind, parameters))) found.set(one, (found.get(one) ?? 0) + 1);
  }
  return found;
}

function page(rules: ReadonlyMap<LeafKind, number>): string {
  const lines = [
    '# Kinds of criteria',
    '',
    'Written by `npx vitest run test/contract/criteria-kinds-doc.spec.ts -u` from the definitions in `src/domain/criteria/kinds/`;',
    'the parameters of each kind are in `criteria/schema.json`. *Rules* counts the rules of an open catalogue of 546 eligibility',
    'rules whose expression in the language names the kind (some name several); all 546 are expressed.',
    '',
  ];
  for (const area of areas) {
    lines.push(
      `## ${area.charAt(0).toUpperCase()}${area.slice(1)}`,
      '',
      '| kind | reads | where the record does not say | presumed absence | can change | rules |',
      '| --- | --- | --- | --- | --- | --- |',
    );
    for (const one of Object.values(kindDefinitions).filter((kind) => kind.area === area)) {
      const presumed = [presumptionWords[one.presumption], one.coveredBy ? `(${one.coveredBy.join(', ')} covered)` : '']
        .join(' ')
        .trim();
      lines.push(
        `| \`${one.kind}\` | ${one.reads.join(', ')} | ${absenceWords[one.absence]} | ${presumed} | ${one.recoverable ? 'yes' : 'no'} | ${rules.get(one.kind) ?? 0} |`,
      );
    }
    lines.push('');
  }
  lines.push(
    '## How long a finding counts',
    '',
    'Where a criterion sets no window of its own, a finding older than this is `stale`. Laboratory values have their own limit in',
    '`criteria/lexicon/analytes.yaml` (`maxAgeDays`); the number here is for those without one. These are our choices.',
    '',
    '| finding | days |',
    '| --- | --- |',
    ...Object.entries(validDays).map(([name, days]) => `| ${name} | ${days} |`),
    '',
    '## Findings by topic',
    '',
    'What no other fact carries is a fact of kind `finding` with a topic. The kinds above read these topics: `measurableDisease` (and',
    '`measurableDisease:<criteria>`), `tissue:<type>`, `amenableTo:<procedure>`, `lesionCount[:<site>]`, `siteCount`, `tumorSizeMm[:<dimension>]`,',
    '`extensiveDisease[:<site>]`, `lesion:<relation>:<structure>`, `<modality>:<finding>[:<tracer>]`, `diagnosisConfirmedBy`,',
    '`familyHistory`, `substance:<name>`, `vaccination`, `option:<treatment>`, `exhausted:<what>`, `trial:current`, `trial:past`,',
    '`progression:<pace or extent>`, `genotype`, `genotype:<locus>`, `hla`, `phenotype:<locus>`, `test:<name>`, `labResult:<analyte>`,',
    '`symptomatic:<analyte>`, `organFunction:<system>`, `supportiveCare:<type>`, `barrier:<to>`, and the name of a function test.',
    '',
  );
  return lines.join('\n');
}

describeWithSharedData('docs/criteria-kinds.md', () => {
  it('is what the definitions and the catalogue give (run with -u to write it anew)', async () => {
    const file = projectPath('docs/criteria-kinds.md');
    const options = await resolveConfig(file);
    await expect(await format(page(counts()), { ...options, parser: 'markdown' })).toMatchFileSnapshot(file);
  });
});
