import type { NeoplasmBehavior } from '../vocabulary.js';

/** A name as records write it, with what it says beside the cancer itself taken apart. */
export interface RecordName {
  /** The words that name the cancer. */
  name: string;
  behavior: NeoplasmBehavior;
  /** Words that say where it spread to. */
  spreadTo?: string;
  laterality?: 'left' | 'right' | 'bilateral';
  /** A kind of tumour as such (SNOMED CT's morphologic abnormalities), whatever its site. */
  morphology: boolean;
}

// SNOMED CT's semantic tag at the end of a fully specified name; ICD-O behaviour codes.
const TAG = / \((?:disorder|finding|morphologic abnormality|situation|observable entity|clinical)\)$/i;
const EXTENSION = /\b(?:by direct extension|by separate metastasis)\b/i;
const SPREAD_TO = /\b(?:metastatic|metastasis|metastases|spread|metastasi[sz]ed)(?: to| of| in| involving)\b/i;
const SECONDARY =
  /\bsecondary(?: and unspecified)? (?:malignant|neoplas|carcinom|adenocarcinom|cancer|tumou?r|melanoma|sarcoma|carcinoid|neuroendocrine)/i;
const DEPOSIT = /\s(?:metastas[ie]s|metastatic disease|mets)$/i;
const METASTATIC_ONLY =
  /^(?:metastatic (?:malignant neoplasm|cancer|carcinoma|disease|malignancy|tumou?r|neoplasm)|metastas[ie]s)\b/i;

export function readRecordName(raw: string): RecordName {
  const text = raw.replaceAll('_', ' ').replace(TAG, '').trim();
  const side = sideOf(text);
  const rest = { morphology: raw.includes('(morphologic abnormality)'), ...(side ? { laterality: side } : {}) };
  const spread = spreadOf(text);
  if (spread?.secondary) return { name: '', behavior: 'secondary', spreadTo: spread.to, ...rest };
  if (spread) return { name: spread.name, behavior: 'malignant', spreadTo: spread.to, ...rest };
  return { name: text, behavior: behaviorOf(text), ...rest };
}

function spreadOf(text: string): { secondary: boolean; name: string; to: string } | undefined {
  const extended = EXTENSION.exec(text);
  if (extended) {
    const involving = text.slice(0, extended.index).toLowerCase().indexOf('involving');
    return { secondary: true, name: '', to: involving < 0 ? '' : text.slice(involving, extended.index) };
  }
  const second = SECONDARY.exec(text);
  if (second) return { secondary: true, name: '', to: text.slice(second.index) };
  const deposit = DEPOSIT.exec(text);
  if (deposit) return { secondary: true, name: '', to: text.slice(0, deposit.index) };
  const to = SPREAD_TO.exec(text);
  if (to) {
    const before = text
      .slice(0, to.index)
      .replace(/[,;:(-]? ?$/, '')
      .trim();
    const unknown = text.toLowerCase().indexOf('of unknown primary');
    return { secondary: before === '', name: before, to: text.slice(to.index, unknown < 0 ? undefined : unknown) };
  }
  const only = METASTATIC_ONLY.exec(text);
  return only ? { secondary: true, name: '', to: text.slice(only.index + only[0].length) } : undefined;
}

function behaviorOf(text: string): NeoplasmBehavior {
  if (/\bbenign\b/i.test(text)) return 'benign';
  if (/\buncertain (?:behaviou?r|malignant potential|whether)\b|\bborderline\b|\bunspecified behaviou?r\b/i.test(text))
    return 'uncertain';
  if (
    /\bin[\s-]situ\b|\bintraepithelial neoplasia\b|\bnon[\s-]?(?:invasive|infiltrating) intraductal\b|^intraductal carcinoma\b/i.test(
      text,
    )
  )
    return 'inSitu';
  return 'malignant';
}

function sideOf(text: string): RecordName['laterality'] {
  const left = /\bleft\b/i.test(text);
  const right = /\bright\b/i.test(text);
  if (/\bbilateral\b/i.test(text) || (left && right)) return 'bilateral';
  return left ? 'left' : right ? 'right' : undefined;
}
