import type { Analyte, AnalyteVocabulary, MappingResult } from './vocabulary.js';
import { Names } from './names.js';
import { parseTestName } from './markers/test-name.js';
import { resolveCodings } from './resolve-codings.js';

/** An entry of criteria/lexicon/analytes.yaml. */
export interface AnalyteEntry extends Omit<Analyte, 'id' | 'reference'> {
  /** Codes not confirmed by a file at hand. */
  loincOther?: string[];
  names?: string[];
  cased?: string[];
  reference?: { low?: number; high?: number };
}

/** Builds the analyte vocabulary from lexicon entries; `referenceSource` names where the default ranges come from. */
export function createAnalyteVocabulary(
  entries: Readonly<Record<string, AnalyteEntry>>,
  referenceSource: string,
  decoys: readonly string[] = [],
): AnalyteVocabulary {
  const byId = new Map<string, Analyte>();
  const byLoinc = new Map<string, string>();
  const names = new Names<string>();
  for (const [id, { names: plain = [], cased = [], loincOther = [], reference, ...rest }] of Object.entries(entries)) {
    const loinc = [...rest.loinc, ...loincOther];
    byId.set(id, { ...rest, id, loinc, ...(reference && { reference: { ...reference, source: referenceSource } }) });
    for (const code of loinc) if (!byLoinc.has(code)) byLoinc.set(code, id);
    names.add([rest.name, ...plain], id);
    names.addCased(cased, id);
  }
  names.addDecoys(decoys);
  /** `Hemoglobin [Mass/volume] in Blood`: the component, if it was measured in blood and as an amount. */
  const ofTestName = (text: string): string | undefined => {
    const { component, specimen, property } = parseTestName(text);
    const inBlood =
      specimen !== undefined && /^(?:venous |arterial |capillary )?(?:serum|plasma|blood)\b/.test(specimen);
    if (!inBlood || property === 'presence' || property === 'interpretation') return undefined;
    return names.get(
      component.replace(/ (?:mass|moles|#|units|enzymatic activity)\/volume$/, '').replace(/\.total$/, ''),
    );
  };
  const fromText = (text: string): MappingResult<string> => {
    const id = byId.has(text.trim()) ? text.trim() : (names.get(text) ?? ofTestName(text));
    return id === undefined
      ? { unmapped: text, why: 'the text names no analyte of the vocabulary' }
      : { concept: id, mapping: { route: 'text', confidence: 0.9 } };
  };
  return {
    get: (id) => byId.get(id),
    fromText,
    fromCodings: (codings, text) =>
      resolveCodings(
        codings,
        text,
        [{ system: 'loinc', lookup: (code) => wrap(byLoinc.get(code)) }],
        fromText,
        (id) => id,
      ),
    find: (text) => names.find(text),
  };
}

const wrap = (concept: string | undefined) => (concept === undefined ? undefined : { concept });
