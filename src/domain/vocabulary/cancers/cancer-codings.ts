import type { Coding, NotMapped } from '../vocabulary.js';
import type { CancerText } from './cancer-text.js';
import { CodeTable } from './code-table.js';
import { codeSystemOf } from './code-systems.js';
import type { HistologyAtSite } from './histology-at-site.js';
import { Icd10Cm } from './icd10cm.js';
import { IcdO3 } from './icdo3.js';
import type { CancerLexicon } from './lexicon.js';
import type { CodedMeaning } from './meaning.js';
import type { MetastasisSites } from './metastasis-sites.js';
import type { OncoTree } from './oncotree.js';
import { reconcile } from './reconcile.js';

/** Below this, words that disagree with a code are taken for a misreading of the words, not for a conflict. */
const SURE_OF_WORDS = 0.85;

/** Reads all codings and the text of one CodeableConcept together. */
export class CancerCodings {
  private readonly icd10cm: Icd10Cm;
  private readonly icdo3: IcdO3;
  private readonly table: CodeTable;

  constructor(
    lexicon: CancerLexicon,
    private readonly tree: OncoTree,
    private readonly text: CancerText,
    private readonly metastases: MetastasisSites,
    places: HistologyAtSite,
  ) {
    this.icd10cm = new Icd10Cm(lexicon.icd10cm);
    this.icdo3 = new IcdO3(lexicon.icdo3, places);
    this.table = new CodeTable(lexicon.codes);
  }

  read(codings: readonly Coding[], text?: string): CodedMeaning | NotMapped {
    const coded: CodedMeaning[] = [];
    const words: CodedMeaning[] = [];
    const reasons: string[] = [];
    const icdo = codings.filter((coding) => codeSystemOf(coding.system) === 'icdo3').map((coding) => coding.code ?? '');
    const tumor = icdo.length === 0 ? undefined : this.icdo3.meaning(icdo);
    if (tumor) coded.push(tumor);
    for (const coding of codings) {
      const meaning = this.ofCode(coding);
      if (meaning) coded.push(meaning);
      if (coding.display === undefined) continue;
      const read = this.ofWords(coding.display, 'display');
      if ('why' in read) reasons.push(read.why);
      else words.push(read);
    }
    if (text !== undefined) {
      const read = this.ofWords(text, 'text');
      if ('why' in read) reasons.push(read.why);
      else words.push(read);
    }
    const label = text ?? codings.map((coding) => coding.display ?? coding.code ?? '').sort()[0] ?? '';
    // Words beside a known code may make it finer; words alone are all there is where no code is known.
    const heard = coded.length === 0 ? words : words.filter((word) => word.confidence >= SURE_OF_WORDS);
    const all = [...coded, ...heard];
    if (all.length === 0) return { unmapped: label, why: reasons.sort()[0] ?? 'unknown code and no text' };
    const joint = reconcile(all, this.tree);
    return 'why' in joint ? { unmapped: label, why: joint.why } : joint;
  }

  private ofWords(words: string, route: 'display' | 'text'): CodedMeaning | { why: string } {
    const read = this.text.read(words);
    if ('why' in read) return read;
    const { named, ...rest } = read;
    return { ...rest, codes: named.codes, name: named.name, route };
  }

  private ofCode({ system, code }: Coding): CodedMeaning | undefined {
    if (code === undefined) return undefined;
    switch (codeSystemOf(system)) {
      case 'icd10cm': {
        const meaning = this.icd10cm.meaning(code);
        return meaning && { ...meaning, route: 'icd10cm', confidence: 0.9 };
      }
      case 'oncotree': {
        const codes = this.tree.resolve(code);
        return codes.length === 0 ? undefined : { codes, behavior: 'malignant', route: 'oncotree', confidence: 1 };
      }
      case 'snomed': {
        const site = this.metastases.ofSnomed(code);
        if (site === undefined) return this.table.meaning('snomed', code);
        return { codes: ['C36263'], behavior: 'secondary', metastasisSite: site, route: 'snomed', confidence: 0.95 };
      }
      case 'ncit':
        return this.table.meaning('ncit', code.replace(/^NCIT?:/i, ''));
      case 'mesh':
        return this.table.meaning('mesh', code);
      case 'icdo3':
      case undefined:
        return undefined;
    }
  }
}
