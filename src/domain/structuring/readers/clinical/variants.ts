import type { Alteration, Expression, VariantParameters } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { anyOf, frameBefore, joint, skip } from './grammar.js';

const PROTEIN = /^(?:p)?([acdefghiklmnpqrstvwy])(\d{2,4})([acdefghiklmnpqrstvwy]|fs|del|ins|dup)$/u;
const CODON_GLUED = /^(egfr|braf|kras|nras|hras|idh1|idh2)([a-z])(\d{2,4})$/u;
const CODON = /^([acdefghiklmnpqrstvwy])(\d{2,4})(?:x|mut)?$/u;
const GLUED = /^(egfr|braf|kras|nras|hras|pik3ca|idh1|idh2|akt1|esr1|kit|pdgfra|jak2|myd88|flt3)([a-z]\d{2,4}[a-z])$/u;

/** A letter and the number of a codon. */
const CODE = /[a-z]\d{2}/iu;

/** One alteration a line names: what, and whether the words say wild type. */
interface Named {
  alteration: Alteration;
  wildType?: boolean;
  absent?: boolean;
  to: number;
}

/** "exon 19 deletion", "ex20ins", "L858R", "V600E", "rearrangement", "mutation" at `index`. */
function alterationAt(line: ClinicalLine, index: number, atGene = false): Named | undefined {
  const item = line.items[index];
  if (!item) return undefined;
  const protein = PROTEIN.exec(item.text);
  if (protein)
    return {
      alteration: {
        type: 'protein',
        hgvs: `p.${protein[1]!.toUpperCase()}${protein[2]!}${protein[3]!.length === 1 ? protein[3]!.toUpperCase() : protein[3]!}`,
      },
      to: index + 1,
    };
  const codon = CODON.exec(item.text);
  if (codon && item.gene === undefined)
    return { alteration: { type: 'codon', codon: Number(codon[2]) }, to: index + 1 };
  const glued = /^(?:ex(?:on)?)?(\d{1,2})(del|ins)$/u.exec(item.text);
  if (glued)
    return {
      alteration: { type: 'exon', exon: Number(glued[1]), exonEvent: glued[2] === 'del' ? 'deletion' : 'insertion' },
      to: index + 1,
    };
  const ex = /^(?:ex|e)(\d{1,2})$/u.exec(item.text);
  if (line.is(index, 'exonName') || ex) {
    const number = ex ? Number(ex[1]) : line.items[index + 1]?.number;
    if (number === undefined || number > 40) return undefined;
    let to = ex ? index + 1 : index + 2;
    const alteration: Alteration = { type: 'exon', exon: number };
    const after = skip(line, to, 'filler', 'geneGlue');
    const event = line.tag(after, 'exonEvent');
    if (event !== undefined) {
      if (event !== 'mutation') alteration.exonEvent = event;
      to = after + 1;
    }
    return { alteration, to };
  }
  if (
    item.number !== undefined &&
    line.is(index + 1, 'exonEvent') &&
    item.number <= 40 &&
    line.tag(index + 1, 'exonEvent') !== 'mutation'
  )
    return {
      alteration: { type: 'exon', exon: item.number, exonEvent: line.tag(index + 1, 'exonEvent')! },
      to: index + 2,
    };
  // "ALK-positive", "BRAF-negative": of genes that are no immunohistochemical marker.
  const state = item.tags['markerState'];
  if ((state === 'positive' || state === 'negative') && /^(?:positive|negative|\+)/u.test(item.text) && atGene)
    return { alteration: { type: 'any' }, ...(state === 'negative' ? { absent: true } : {}), to: index + 1 };
  const type = item.tags['alteration'];
  if (type === 'wildType') return { alteration: { type: 'any' }, wildType: true, to: index + 1 };
  if (type !== undefined) return { alteration: { type }, to: index + 1 };
  return undefined;
}

const GLUE = ['geneGlue', 'filler', 'origin', 'certainty', 'idEst'] as const;
const isGlue = (line: ClinicalLine, index: number) =>
  GLUE.some((tag) => line.is(index, tag)) || line.sign(index, '-', '(', ')', '[', ']', '^', ':');

/** A gene with its alteration that starts at `index`, for noun phrases ("EGFR-mutated NSCLC"). */
export function variantAt(line: ClinicalLine, index: number): { expression: Expression; to: number } | undefined {
  if (genesAt(line, index).length === 0 || genesAt(line, index - 1).length > 0) return undefined;
  const found = genesFrom(line, index);
  return found && found.from <= index ? { expression: found.expression, to: found.to } : undefined;
}

/** Gene alterations: a gene with what happened to it, in either order, with lists of genes and of alterations. */
export function variants(line: ClinicalLine): Found[] {
  const found: Found[] = [];
  if (!line.has('gene', 'geneFamily', 'cytogenetic') && !CODE.test(line.text)) return found;
  for (let i = 0; i < line.items.length; i++) {
    const cytogenetic = line.tag(i, 'cytogenetic');
    const glued = GLUED.exec(line.items[i]!.text);
    if (cytogenetic !== undefined) {
      const [partner, gene] = cytogenetic.split('~');
      const to = line.is(i + 1, 'alteration') || line.is(i + 1, 'markerState', 'positive') ? i + 2 : i + 1;
      const negative = line.is(i + 1, 'markerState', 'negative');
      found.push(
        finish(
          line,
          i,
          negative ? i + 2 : to,
          [{ gene: gene!, alteration: { type: 'fusion', partner: partner! }, is: negative ? 'absent' : 'present' }],
          0.85,
        ),
      );
      i = to - 1;
    } else if (CODON_GLUED.test(line.items[i]!.text)) {
      const [, gene = '', , codon] = CODON_GLUED.exec(line.items[i]!.text) ?? [];
      const after = line.sign(i + 1, '-') ? i + 2 : i + 1;
      const wild = line.is(after, 'alteration', 'wildType');
      const to = line.is(after, 'alteration') ? after + 1 : i + 1;
      const alteration: Alteration = { type: 'codon', codon: Number(codon) };
      found.push(
        finish(line, i, to, [{ gene: gene.toUpperCase(), alteration, is: wild ? 'wildType' : 'present' }], 0.88),
      );
      i = to - 1;
    } else if (glued) {
      const protein = PROTEIN.exec(glued[2]!)!;
      const hgvs = `p.${protein[1]!.toUpperCase()}${protein[2]!}${protein[3]!.toUpperCase()}`;
      const to = line.is(i + 1, 'alteration') ? i + 2 : i + 1;
      found.push(
        finish(
          line,
          i,
          to,
          [{ gene: glued[1]!.toUpperCase(), alteration: { type: 'protein', hgvs }, is: 'present' }],
          0.9,
        ),
      );
      i = to - 1;
    } else if (genesAt(line, i).length > 0) {
      const read = genesFrom(line, i);
      if (read) {
        found.push(read);
        i = read.to - 1;
      }
    }
  }
  return found;
}

/** The gene at `index`, or all genes of a family ("NTRK", "RAS"). */
const genesAt = (line: ClinicalLine, index: number): string[] => {
  const family = line.tag(index, 'geneFamily');
  const gene = line.items[index]?.gene;
  return family !== undefined ? family.split('|') : gene !== undefined ? [gene] : [];
};

function genesFrom(line: ClinicalLine, first: number): Found | undefined {
  const genes: string[] = genesAt(line, first);
  let i = first + 1;
  for (;;) {
    // "BRCA1/2", "IDH1/2": a number alone is the next gene of the family.
    const digit = line.sign(i, '/') ? /^\d$/u.exec(line.items[i + 1]?.text ?? '') : null;
    if (digit && /\d$/u.test(genes.at(-1)!)) {
      genes.push(genes.at(-1)!.replace(/\d$/u, digit[0]));
      i += 2;
      continue;
    }
    // "BRCA1 or BRCA2", "ALK/ROS1", "KRAS, NRAS and BRAF"
    const { to } = joint(line, skipGlue(line, i, true));
    const next = skip(line, to, 'certainty', 'filler');
    const more = genesAt(line, next);
    if (more.length === 0 || next === i) break;
    genes.push(...more);
    i = next + 1;
  }
  let at = skipGlue(line, i, false);
  const named: Named[] = [];
  const first1 = alterationAt(line, at, line.items[first]!.tags['marker'] === undefined);
  const before = first1 ? undefined : alterationBefore(line, first);
  if (!first1 && !before) return undefined;
  let to = i;
  if (first1) {
    named.push(first1);
    to = first1.to;
    for (;;) {
      // "exon 19 deletion or exon 21 L858R", "V600E/K mutation", "G12C or G12D", "exon 14 skipping mutation"
      const adjacent = alterationAt(line, skipGlue(line, to, true));
      if (
        adjacent &&
        (adjacent.alteration.type === 'any' || (named.length > 0 && adjacent.alteration.type === 'protein'))
      ) {
        if (adjacent.alteration.type !== 'any') named.push(adjacent);
        to = adjacent.to;
        continue;
      }
      const single = /^[a-z]$/u.exec(line.items[to + 1]?.text ?? '');
      const last = named.at(-1)!.alteration;
      if (line.sign(to, '/') && single && last.hgvs !== undefined) {
        named.push({
          alteration: { type: 'protein', hgvs: last.hgvs.slice(0, -1) + single[0].toUpperCase() },
          to: to + 2,
        });
        to += 2;
        continue;
      }
      const { to: joined } = joint(line, to);
      at = skipGlue(line, joined, true);
      const more = joined > to ? alterationAt(line, at) : undefined;
      if (!more) break;
      named.push(more);
      to = more.to;
    }
  } else named.push(before!);
  const start = before ? before.from : first;
  // "exon 21 L858R": the protein change says more than its exon.
  const exact = named.some((one) => one.alteration.type === 'protein')
    ? named.filter(
        (one, k) =>
          !(
            one.alteration.type === 'exon' &&
            one.alteration.exonEvent === undefined &&
            named[k + 1]?.alteration.type === 'protein'
          ),
      )
    : named;
  const origin = originAround(line, start, to);
  const is: VariantParameters['is'] = exact.some((one) => one.wildType)
    ? 'wildType'
    : named[0]?.absent === true || negativeAfter(line, to)
      ? 'absent'
      : 'present';
  if (is === 'absent' && named[0]?.absent !== true) to = skip(line, to, 'filler') + 1;
  const parameters = [...new Set(genes)].flatMap((gene) =>
    exact.map(({ alteration, wildType }): VariantParameters => ({
      gene,
      alteration,
      ...(origin ? { origin } : {}),
      is: is === 'wildType' && wildType !== true ? 'present' : is,
    })),
  );
  return finish(line, start, to, parameters, 0.9);
}

const skipGlue = (line: ClinicalLine, index: number, tight: boolean): number => {
  let i = index;
  const most = tight ? 3 : 6;
  while (i < index + most && genesAt(line, i).length === 0 && isGlue(line, i) && !line.is(i, 'alteration')) i += 1;
  return i;
};

const negativeAfter = (line: ClinicalLine, index: number): boolean =>
  line.is(skip(line, index, 'filler'), 'markerState', 'negative');

/** "mutation in BRCA1", "rearrangement of ALK", "loss of PTEN": the alteration stands before its gene. */
function alterationBefore(line: ClinicalLine, index: number): (Named & { from: number }) | undefined {
  let i = index - 1;
  while (i >= 0 && i > index - 11 && isGlue(line, i) && !line.is(i, 'alteration')) i -= 1;
  const named = i >= 0 && line.is(i, 'alteration') ? alterationAt(line, i) : undefined;
  // "sensitizing alterations in": the adjective says which.
  if (named?.alteration.type === 'any' && line.is(i - 1, 'alteration', 'oncogenic'))
    named.alteration.type = 'oncogenic';
  const linked = ['of', 'in', 'of the', 'in the', 'for', 'loss of'].some((word) =>
    line.items.slice(i, index).some((item) => item.text === word),
  );
  if (named && linked) return { ...named, from: i };
  // "G12V mutated KRAS", "mutant BRAF": adjectives right before the gene.
  if (!named || i !== index - 1 || line.items[i]!.text.endsWith('s')) return undefined;
  const exact = alterationAt(line, i - 1);
  return exact?.alteration.type === 'protein' ? { ...exact, from: i - 1 } : { ...named, from: i };
}

function originAround(line: ClinicalLine, from: number, to: number): 'germline' | 'somatic' | undefined {
  const origins = new Set<string>();
  for (let i = Math.max(0, from - 5); i < Math.min(line.items.length, to + 1); i++) {
    const origin = line.tag(i, 'origin');
    if (origin !== undefined && line.items[i]!.text !== 'tumor') origins.add(origin);
  }
  return origins.size === 1 ? ([...origins][0] as 'germline') : undefined;
}

function finish(
  line: ClinicalLine,
  start: number,
  to: number,
  parameters: VariantParameters[],
  confidence: number,
): Found {
  const frame = frameBefore(
    line,
    start,
    'geneGlue',
    'origin',
    'alteration',
    'confirmation',
    'markerState',
    'diseaseAdjective',
    'extentHead',
  );
  const wild = parameters.every(({ is }) => is === 'wildType');
  const leaves = parameters.map((variant): Expression => ({ variant }));
  return {
    from: frame.from,
    to,
    // Wild type or absent of several genes is meant of every one of them.
    expression:
      wild || parameters.every(({ is }) => is === 'absent')
        ? leaves.length === 1
          ? leaves[0]!
          : { all: leaves }
        : anyOf(leaves),
    negated: frame.negated,
    confidence: frame.negated && wild ? 0.6 : confidence,
  };
}
