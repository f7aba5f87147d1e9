import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isMapped, type MappedCancer, type NotMapped } from '../../src/domain/vocabulary/vocabulary.js';
import { loadCancers } from '../../src/reference-data/load-cancers.js';

const cancers = loadCancers();
const rows = (file: string): string[][] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
const nodes = (read: MappedCancer | NotMapped): string =>
  isMapped(read) ? [read.concept.code, ...(read.concept.alsoCodes ?? [])].join('+') : 'unmapped';

/** Organs by three-character category, written down apart from the mapping: every node must lie in one of them. */
const ORGANS: [from: string, to: string, tissues: string[]][] = [
  ['C00', 'C14', ['HEAD_NECK']],
  ['C15', 'C16', ['STOMACH']],
  ['C17', 'C21', ['BOWEL']],
  ['C22', 'C22', ['LIVER', 'BILIARY_TRACT']],
  ['C23', 'C24', ['BILIARY_TRACT', 'AMPULLA_OF_VATER']],
  ['C25', 'C25', ['PANCREAS']],
  ['C26', 'C26', ['STOMACH', 'BOWEL', 'LIVER', 'PANCREAS', 'BILIARY_TRACT', 'AMPULLA_OF_VATER', 'C3539']],
  ['C30', 'C32', ['HEAD_NECK', 'BRAIN']],
  ['C33', 'C33', ['C9346']],
  ['C34', 'C34', ['LUNG']],
  ['C37', 'C37', ['THYMUS']],
  ['C38', 'C38', ['C3549', 'C3548', 'PLEURA']],
  ['C39', 'C39', ['LUNG', 'C9346', 'HEAD_NECK']],
  ['C40', 'C41', ['BONE']],
  ['C43', 'C44', ['SKIN']],
  ['C45', 'C45', ['PLEURA', 'PERITONEUM', 'TESTIS', 'C7631']],
  ['C46', 'C46', ['C9087']],
  ['C47', 'C47', ['PNS']],
  ['C48', 'C48', ['PERITONEUM', 'C3537']],
  ['C49', 'C49', ['SOFT_TISSUE']],
  ['C4A', 'C4A', ['SKIN']],
  ['C50', 'C50', ['BREAST']],
  ['C51', 'C52', ['VULVA']],
  ['C53', 'C53', ['CERVIX']],
  ['C54', 'C55', ['UTERUS']],
  ['C56', 'C57', ['OVARY', 'UTERUS', 'CERVIX', 'VULVA']],
  ['C58', 'C58', ['UTERUS']],
  ['C60', 'C60', ['PENIS']],
  ['C61', 'C61', ['PROSTATE']],
  ['C62', 'C62', ['TESTIS']],
  ['C63', 'C63', ['C8561', 'SKIN']],
  ['C64', 'C64', ['KIDNEY']],
  ['C65', 'C68', ['BLADDER', 'KIDNEY']],
  ['C69', 'C69', ['EYE']],
  ['C70', 'C71', ['BRAIN']],
  ['C72', 'C72', ['BRAIN', 'PNS']],
  ['C73', 'C73', ['THYROID']],
  ['C74', 'C74', ['ADRENAL_GLAND', 'PNS']],
  ['C75', 'C75', ['HEAD_NECK', 'BRAIN', 'SOFT_TISSUE', 'THYROID', 'ADRENAL_GLAND', 'PANCREAS']],
  ['C76', 'C76', ['C9305', 'HEAD_NECK', 'C3576']],
  ['C77', 'C79', ['C36263']],
  ['C7B', 'C7B', ['C36263']],
  ['C80', 'C80', ['C9305']],
  ['C81', 'C96', ['LYMPH', 'MYELOID', 'SOFT_TISSUE']],
  ['D45', 'D47', ['LYMPH', 'MYELOID', 'C3056']],
];

describe('cancer codes, reviewed', () => {
  it('ICD-10-CM: each of the 1,255 codes of the mCODE value sets has its nodes and its behaviour', () => {
    const reviewed = rows('cancer-icd10cm.tsv');
    expect(reviewed).toHaveLength(1255);
    for (const [code = '', behavior, expected, site] of reviewed) {
      const read = cancers.fromCodings([{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }]);
      expect.soft(nodes(read), code).toBe(expected);
      expect.soft(read, code).toMatchObject({ behavior, ...(site === undefined ? {} : { metastasisSite: site }) });
    }
  });

  it('ICD-10-CM: no code leaves the organ of its category', () => {
    for (const [code = '', , expected = ''] of rows('cancer-icd10cm.tsv')) {
      const category = code.slice(0, 3);
      const tissues = ORGANS.find(([from, to]) => category >= from && category <= to)?.[2];
      if (!tissues) continue;
      const outside = expected.split('+').filter((node) => !tissues.some((tissue) => cancers.isA(node, tissue)) && !tissues.includes(node));
      const generic = expected === 'C36263' || category === 'C7A';
      if (!generic) expect.soft(outside, code).toEqual([]);
    }
  });

  it('ICD-10-CM: C77 to C79 and C7B are secondary, D00 to D09 in situ, and nothing else is', () => {
    for (const [code = '', behavior] of rows('cancer-icd10cm.tsv')) {
      expect.soft(behavior === 'secondary', code).toBe(/^C7[789B]/.test(code));
      expect.soft(behavior === 'inSitu', code).toBe(/^D0/.test(code));
    }
  });

  it('SNOMED CT: the codes of the pick lists have their reviewed nodes; what is no cancer is not mapped', () => {
    const reviewed = rows('cancer-snomed.tsv');
    expect(reviewed).toHaveLength(696);
    for (const [code = '', , behavior, expected = 'unmapped'] of reviewed) {
      const read = cancers.fromCodings([{ system: 'http://snomed.info/sct', code }]);
      expect.soft(nodes(read), code).toBe(behavior === 'unmapped' ? 'unmapped' : expected);
    }
    expect(reviewed.filter(([, , behavior]) => behavior === 'unmapped').length).toBeLessThanOrEqual(5);
  });
});
