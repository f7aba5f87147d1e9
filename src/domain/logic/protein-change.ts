import { remembered } from './remembered.js';

/** What a protein-level HGVS expression says, with one-letter amino acids. */
export interface ProteinChange {
  kind: 'substitution' | 'stop' | 'frameshift' | 'deletion' | 'insertion' | 'duplication' | 'delins' | 'none' | 'codon';
  /** First and last codon touched. */
  start: number;
  end: number;
  /** Amino acid at `start`. */
  reference: string;
  /** New amino acid of a substitution; `X` in a criterion stands for any. */
  alternative?: string;
  /** One spelling for all that mean the same: `V600E`, `E746_A750del`. */
  text: string;
}

const letters: Record<string, string> = {
  ala: 'A', arg: 'R', asn: 'N', asp: 'D', cys: 'C', gln: 'Q', glu: 'E', gly: 'G', his: 'H', ile: 'I', leu: 'L',
  lys: 'K', met: 'M', phe: 'F', pro: 'P', ser: 'S', thr: 'T', trp: 'W', tyr: 'Y', val: 'V', ter: '*', sec: 'U',
}; // prettier-ignore

const THREE_LETTERS = /(?:ala|arg|asn|asp|cys|gln|glu|gly|his|ile|leu|lys|met|phe|pro|ser|thr|trp|tyr|val|ter|sec)/gi;
const CHANGE = /^([A-Z*])(\d{1,5})(?:_([A-Z*])(\d{1,5}))?([A-Za-z*=?0-9]*)$/;

/** Distinct alterations of a large cohort and its trials. */
const REMEMBERED = 20_000;

/** Reads `p.Val600Glu`, `p.(V600E)`, `V600E`, `NP_004324.2:p.Val600Glu`, `p.E746_A750del`; undefined where it is none of these. */
export const proteinChange = remembered(readProteinChange, REMEMBERED);

function readProteinChange(hgvs: string): ProteinChange | undefined {
  const bare = hgvs
    .trim()
    .slice(hgvs.trim().lastIndexOf(':') + 1)
    .replace(/^p\./i, '')
    .replace(/[()\s]/g, '');
  const short = /\d/.test(bare) ? bare.replace(THREE_LETTERS, (name) => letters[name.toLowerCase()] ?? name) : bare;
  const parts = CHANGE.exec(short);
  if (!parts?.[1] || !parts[2]) return undefined;
  const [, reference, first, lastAcid, last, rest = ''] = parts;
  const start = Number(first);
  const end = last === undefined ? start : Number(last);
  const span = `${reference}${start}${last === undefined ? '' : `_${lastAcid ?? ''}${end}`}`;
  const change = (kind: ProteinChange['kind'], tail: string, alternative?: string): ProteinChange => ({
    kind,
    start,
    end,
    reference,
    ...(alternative !== undefined && { alternative }),
    text: `${span}${tail}`,
  });
  const event = rest.toLowerCase();
  if (rest === '') return change('codon', '');
  if (rest === '=') return change('none', '=');
  if (event.includes('fs')) return change('frameshift', 'fs');
  if (event.startsWith('delins')) return change('delins', `delins${rest.slice(6).toUpperCase()}`);
  if (event.startsWith('del') && event.includes('ins')) return change('delins', `delins${rest.slice(event.indexOf('ins') + 3).toUpperCase()}`); // prettier-ignore
  if (event.startsWith('del')) return change('deletion', 'del');
  if (event.startsWith('dup')) return change('duplication', 'dup');
  if (event.startsWith('ins')) return change('insertion', `ins${rest.slice(3).toUpperCase()}`);
  if (rest === '*') return change('stop', '*', '*');
  return /^[A-Z]$/.test(rest) ? change('substitution', rest, rest) : undefined;
}

export const coversCodon = (change: ProteinChange, codon: number): boolean =>
  change.start <= codon && codon <= change.end;
