import type { Alteration, Expression, ExpressionParameters } from '../../../src/domain/criteria/model.js';
import type { Parameters } from './parameters.js';

const genesOf = (p: Parameters): string[] => {
  const text = p.get('genes') ?? 'X';
  if (text === 'any') return [];
  return text.startsWith('X')
    ? text.includes('any')
      ? ['BRAF', 'KRAS']
      : ['BRAF']
    : text.replace(/\(.*$/, '').split(',');
};

const anyOf = (members: Expression[]): Expression =>
  members.length === 1 && members[0] ? members[0] : { any: members };

const present = (gene: string, alteration: Alteration): Expression => ({
  variant: { gene, alteration, is: 'present' },
});

function geneAlteration(p: Parameters): Expression {
  const of = (alteration: Alteration): Expression => anyOf(genesOf(p).map((gene) => present(gene, alteration)));
  if (p.get('codons')?.startsWith('PACC'))
    return anyOf([719, 768, 861].map((codon) => present('EGFR', { type: 'codon', codon })));
  if (p.has('exceptCodons')) return { all: [of({ type: 'oncogenic' }), { not: of({ type: 'codon', codon: 600 }) }] };
  if (p.has('exceptProteinImpacts'))
    return {
      all: [
        of({ type: 'oncogenic' }),
        { not: of({ type: 'protein', hgvs: 'p.V600E' }) },
        { not: of({ type: 'exon', exon: 11, exonEvent: 'deletion' }) },
      ],
    };
  if (p.has('codons')) return of({ type: 'codon', codon: 600 });
  if (p.has('proteinImpacts')) return of({ type: 'protein', hgvs: 'p.V600E' });
  if (p.has('exonFrom')) return anyOf([2, 3, 4].map((exon) => present('BRAF', { type: 'exon', exon })));
  if (p.has('exon')) {
    const event = p.get('class') === 'exonSkipping' ? 'skipping' : p.has('variantType') ? 'insertion' : undefined;
    return of({ type: 'exon', exon: 15, ...(event !== undefined && { exonEvent: event }) });
  }
  if (p.has('region')) return of({ type: 'utrLoss' });
  if (p.has('domain')) return of({ type: 'oncogenic', classification: 'kinase domain' });
  return of({ type: p.get('effect') === 'inactivating' ? 'inactivating' : 'oncogenic' });
}

function copyNumber(p: Parameters): Expression {
  if (p.has('arms'))
    return {
      all: ['1p', '19q'].map((arm) => ({
        variant: { gene: 'any', alteration: { type: 'codeletion', classification: arm }, is: 'present' as const },
      })),
    };
  const copies = p.has('minCopies') ? { copyNumber: { min: { value: 6, inclusive: true } } } : {};
  const type = p.get('call') ?? 'copyNumber';
  return anyOf(genesOf(p).map((gene) => present(gene, { type, ...copies })));
}

function genomicSignature(p: Parameters): Expression {
  const name = p.text('signature');
  const range = p.range(10);
  if (name === 'TMB' || name === 'TML')
    return { signature: { name: name.toLowerCase(), ...range, ...(p.has('unit') && { unit: p.text('unit') }) } };
  const signature: Expression =
    name === 'HRD'
      ? { signature: { name: 'hrd', is: 'positive' } }
      : { any: [{ signature: { name: 'mmr', is: 'deficient' } }, { signature: { name: 'msi', is: 'high' } }] };
  const without = p.get('without');
  if (without === undefined) return signature;
  const type = without.startsWith('any') ? 'mutation' : 'oncogenic';
  return { all: [signature, { variant: { gene: 'BRCA1', alteration: { type }, is: 'absent' } }] };
}

function germlineGenotype(p: Parameters): Expression {
  const locus = p.text('locus') === 'X' ? 'UGT1A1' : p.text('locus') === 'HLA' ? 'HLA-A' : p.text('locus');
  const alleles =
    p.has('alleles') || p.has('group') ? ['*02:01'] : p.has('haplotype') || p.has('polymorphism') ? ['*28'] : undefined;
  return {
    germlineGenotype: {
      locus,
      ...(alleles && { alleles }),
      ...(p.has('zygosity') && { zygosity: p.text('zygosity') as 'heterozygous' }),
      ...(p.has('phenotype') && { phenotype: p.text('phenotype') }),
    },
  };
}

function expression(p: Parameters): Expression {
  const level = p.get('level');
  const levels: Record<string, ExpressionParameters['is']> = {
    none: 'negative',
    over: 'high',
    lost: 'lost',
    present: 'positive',
    wildTypePattern: 'wildTypePattern',
    'trial-defined': 'high',
  };
  const markers = p.get('genes')?.includes('any') ? ['FOLR1', 'AR'] : ['FOLR1'];
  const status = level === undefined ? undefined : levels[level];
  const exact = p.has('score')
    ? { min: { value: 2, inclusive: true }, max: { value: 2, inclusive: true } }
    : p.range(2);
  const score = level === undefined ? { score: { type: 'percent', ...exact } } : {};
  const assay = p.get('assay');
  return anyOf(
    markers.map((marker) => ({
      expression: {
        marker,
        ...(status !== undefined && { is: status }),
        ...score,
        ...(assay !== undefined && { assay }),
      },
    })),
  );
}

function receptorStatus(p: Parameters): Expression {
  const breast: Expression = { cancer: { anyOf: ['BREAST'] } };
  if (p.has('ER'))
    return {
      all: [
        breast,
        ...['ESR1', 'PGR', 'ERBB2'].map((marker): Expression => ({ expression: { marker, is: 'negative' } })),
      ],
    };
  if (p.get('receptor') === 'HER2') return { expression: { marker: 'ERBB2', is: 'positive', assay: 'IHC' } };
  return { all: [breast, { expression: { marker: 'ESR1', is: 'positive' } }] };
}

function biomarkerTestAvailable(p: Parameters): Expression {
  const test = p.text('test');
  const nsclcDrivers = ['EGFR', 'ALK', 'ROS1'];
  const genes = test === 'geneSet' ? nsclcDrivers : p.has('genes') ? ['BRAF'] : undefined;
  const marker = p.has('protein') ? 'FOLR1' : test === 'PD-L1' ? 'CD274' : undefined;
  const gene = test === 'promoter' ? undefined : genes;
  return {
    biomarkerTestAvailable: {
      test: test === 'promoter' ? 'MGMT promoter' : test,
      ...(gene && { genes: gene }),
      ...(marker !== undefined && { marker }),
    },
  };
}

export const molecularTranslators: Record<string, (p: Parameters) => Expression> = {
  geneAlteration,
  copyNumber,
  fusion: () => present('ALK', { type: 'fusion', partner: 'any' }),
  wildType: () => ({ variant: { gene: 'BRAF', alteration: { type: 'any' }, is: 'wildType' } }),
  driverEvent: (p) => ({
    driverEvent: {
      ...(p.has('tumorType') && { cancer: 'NSCLC' }),
      ...(p.get('genes')?.startsWith('X') && { genes: ['EGFR', 'ALK'] }),
      ...(p.has('exceptGenes') && { exceptGenes: ['KRAS'] }),
      ...(p.has('therapy') && { therapy: p.text('therapy') }),
      ...(p.has('line') && { line: 1 }),
    },
  }),
  genomicSignature,
  germlineGenotype,
  expression,
  receptorStatus,
  pdL1Score: (p) => ({ expression: { marker: 'CD274', score: { type: p.text('measure'), ...p.range(10) } } }),
  biomarkerTestAvailable,
};
