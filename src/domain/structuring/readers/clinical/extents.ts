import type { Expression } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { allOf, anyOf, frameBefore, joint, skip } from './grammar.js';

/**
 * "locally advanced or metastatic", "unresectable, locally advanced": alternatives where a connective stands between, together
 * where adjectives follow each other ("unresectable locally advanced or metastatic" = (unresectable and locally advanced) or metastatic).
 */
export function extentAt(line: ClinicalLine, index: number): { expression: Expression; to: number } | undefined {
  if (!line.is(index, 'extent')) return undefined;
  const groups: string[][][] = [[]];
  let to = index;
  let and = false;
  for (let i = index; line.is(i, 'extent');) {
    groups.at(-1)!.push(line.tag(i, 'extent')!.split('|'));
    to = i + 1;
    const between = joint(line, line.is(to, 'extentHead') && joint(line, to + 1).to > to + 1 ? to + 1 : to);
    const next = skip(line, between.to, 'filler');
    if (!line.is(next, 'extent') || (next > between.to && between.to === to)) break;
    if (between.to > to) {
      if (between.join === 'and' && !line.sign(to, ',')) and = true;
      groups.push([]);
    }
    i = next;
  }
  const flat = groups.every((group) => group.length === 1);
  if (flat && !and) return { expression: { extent: { anyOf: [...new Set(groups.flat(2))] } }, to };
  const parts = groups.map((group) => allOf(group.map((values): Expression => ({ extent: { anyOf: values } }))));
  return { expression: and ? allOf(parts) : anyOf(parts), to };
}

/** Extent of disease that stands without the name of a cancer: "Metastatic or unresectable disease". */
export function extents(line: ClinicalLine): Found[] {
  if (!line.has('extent')) return [];
  const found: Found[] = [];
  for (let i = 0; i < line.items.length; i++) {
    const read = extentAt(line, i);
    if (!read) continue;
    const named = line.is(read.to, 'extentHead') || /(?:disease|metastas[ei]s)$/u.test(line.items[read.to - 1]!.text);
    const frame = frameBefore(line, i, 'confirmation', 'diseaseAdjective', 'extentHead', 'measurable');
    const opening = frame.from === line.sentenceStart(i);
    const to = line.is(read.to, 'extentHead') ? read.to + 1 : read.to;
    // A bare adjective in mid-sentence ("progressive symptoms") says nothing about the disease.
    if (!named && !opening) {
      i = to - 1;
      continue;
    }
    found.push({
      from: frame.from,
      to,
      expression: read.expression,
      negated: frame.negated,
      confidence: named && opening ? 0.85 : opening ? 0.7 : 0.5,
    });
    i = to - 1;
  }
  return found;
}
