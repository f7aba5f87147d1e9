import type { SignatureParameters } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { anyOf, asideEnd, frameBefore, joint, skip } from './grammar.js';

/** MSI, mismatch repair, tumour mutational burden, homologous recombination deficiency. */
export function signatures(line: ClinicalLine): Found[] {
  if (!line.has('signature')) return [];
  const found: Found[] = [];
  for (let i = 0; i < line.items.length; i++) {
    if (!line.is(i, 'signature')) continue;
    const all: SignatureParameters[] = [];
    let to = i;
    let negative = false;
    for (let at = i; line.is(at, 'signature');) {
      const [name = '', is] = line.tag(at, 'signature')!.split(':');
      const signature: SignatureParameters = is ? { name, is: is as 'high' } : { name };
      to = at + 1;
      const aside = asideEnd(line, to);
      if (aside > to) to = aside;
      if (name === 'tmb') to = burden(line, to, signature);
      if (line.is(to, 'markerState', 'positive') || line.is(to, 'markerState', 'high') || line.is(to, 'alteration'))
        to += 1;
      if (line.is(to, 'markerState', 'negative')) {
        negative = true;
        to += 1;
      }
      while (line.is(to, 'extentHead') || line.is(to, 'confirmationStatus')) to += 1;
      all.push(signature);
      at = skip(line, joint(line, to).to, 'filler', 'certainty');
      if (line.sign(at, '(')) at += 1;
    }
    // "MSI-H/dMMR": one finding by two methods.
    const frame = frameBefore(line, i, 'markerState', 'confirmation', 'diseaseAdjective', 'extentHead', 'geneGlue');
    const bare = all.some((one) => one.is === undefined && one.min === undefined && one.max === undefined);
    found.push({
      from: frame.from,
      to,
      expression: anyOf(all.map((signature) => ({ signature }))),
      negated: frame.negated !== negative,
      confidence: bare ? 0.5 : 0.88,
    });
    i = to - 1;
  }
  return found;
}

/** "TMB >= 10 mutations/megabase": fills bound and unit, gives the index after them. */
function burden(line: ClinicalLine, index: number, signature: SignatureParameters): number {
  let i = skip(line, index, 'filler', 'idEst', 'markerState');
  if (line.sign(i, '(', '[')) i = skip(line, i + 1, 'filler', 'idEst', 'including');
  const bound =
    line.tag(i, 'bound') ?? { '≥': 'min', '>': 'above', '≤': 'max', '<': 'below' }[line.items[i]?.text ?? ''];
  const value = line.items[i + 1]?.number;
  if (bound === undefined || value === undefined) return index;
  const limit = { value, inclusive: bound === 'min' || bound === 'max' };
  if (bound === 'min' || bound === 'above') signature.min = limit;
  else signature.max = limit;
  delete signature.is;
  let to = i + 2;
  while (
    to < i + 10 &&
    /^(?:mut|muts|mutation|mutations|mb|megabase|mega|base|per|\/|\))$/u.test(line.items[to]?.text ?? '')
  ) {
    if (/^m(?:b|ega)/u.test(line.items[to]!.text)) signature.unit = '{mut}/Mb';
    to += 1;
  }
  return to;
}
