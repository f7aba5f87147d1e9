import type { Alteration, LeafParameters } from '../../../src/domain/criteria/model.js';
import type { Fact, Profile, VariantFact } from '../../../src/domain/patient/profile.js';
import { fact, inside, outside } from './facts.js';
import type { Witnesses } from './leaf-witness.js';
import type { Witness } from './witness.js';

type VariantFields = Partial<Omit<VariantFact, 'kind' | 'source'>>;

/** A reported alteration that is just what is asked for. */
function reported(alteration: Alteration): VariantFields {
  const { type, hgvs, codon, exon, exonEvent, copyNumber, partner, classification } = alteration;
  const detail: VariantFields = {
    ...(classification !== undefined && { classification }),
    ...(copyNumber && { copyNumber: inside(copyNumber), type: type === 'copyNumber' ? 'copyNumber' : type }),
    ...(exon !== undefined && { exon, type: exonEvent === 'skipping' ? 'splice' : (exonEvent ?? 'mutation') }),
    ...(hgvs !== undefined && { hgvsP: hgvs }),
    ...(codon !== undefined && { hgvsP: `p.V${codon}E` }),
    ...(partner !== undefined && { partner: 'EML4' }),
  };
  if (type === 'oncogenic') return { hgvsP: 'p.G469A', ...detail, type: 'mutation', significance: 'pathogenic' };
  if (type === 'inactivating') return { type: 'homozygousDeletion' };
  return { type: type === 'codon' || type === 'protein' || type === 'exon' ? 'mutation' : type, ...detail };
}

function variant(p: LeafParameters['variant']): Witness {
  const gene = p.gene === 'any' ? 'CHR1' : p.gene;
  const present: Partial<Profile> = { facts: [fact('variant', { gene, present: true, ...reported(p.alteration) })] };
  const negative: Partial<Profile> = {
    facts: [fact('variant', { gene, present: false, ...(p.gene === 'any' && { type: p.alteration.type }) })],
  };
  const open: Partial<Profile> = { facts: [fact('genePanel', { genes: ['TP53'] })] };
  return p.is === 'present' ? { holds: present, fails: negative, open } : { holds: negative, fails: present, open };
}

function expression(p: LeafParameters['expression']): Witness {
  const assay = p.assay === undefined ? {} : { assay: p.assay };
  if (p.score) {
    const { type, ...range } = p.score;
    const scored = (value: number) => ({
      facts: [
        fact('expression', { marker: p.marker, score: { type: type === 'any' ? 'TPS' : type, value }, ...assay }),
      ],
    });
    return { holds: scored(inside(range)), fails: scored(outside(range)), open: {} };
  }
  const said = (is: 'positive' | 'negative' | 'high') => ({
    facts: [fact('expression', { marker: p.marker, is, ...assay })],
  });
  switch (p.is) {
    case 'negative':
    case 'lost':
      return { holds: said('negative'), fails: said('positive'), open: {} };
    case 'high':
      return { holds: said('high'), fails: said('negative'), open: {} };
    case 'wildTypePattern':
      return { holds: { facts: [fact('expression', { marker: p.marker, is: 'wildTypePattern', ...assay })] }, fails: { facts: [fact('expression', { marker: p.marker, is: 'lost', ...assay })] }, open: {} }; // prettier-ignore
    default:
      return { holds: said('positive'), fails: said('negative'), open: {} };
  }
}

function signature(p: LeafParameters['signature']): Witness {
  const number = (value: number) => ({
    facts: [fact('signature', { name: p.name, value, ...(p.unit && { unit: p.unit }) })],
  });
  if (p.min ?? p.max) return { holds: number(inside(p)), fails: number(outside(p)), open: {} };
  const opposite: Record<string, string> = { deficient: 'proficient', high: 'stable', positive: 'negative' };
  const said = (is: string) => ({ facts: [fact('signature', { name: p.name, is })] });
  return { holds: said(p.is ?? 'positive'), fails: said(opposite[p.is ?? 'positive'] ?? 'negative'), open: {} };
}

function genotype(p: LeafParameters['germlineGenotype']): Witness {
  const typed = (alleles: string, phenotype: string): Fact[] => [
    fact('finding', { topic: `genotype:${p.locus}`, value: alleles }),
    ...(p.phenotype === undefined ? [] : [fact('finding', { topic: `phenotype:${p.locus}`, value: phenotype })]),
  ];
  const asked = p.alleles?.[0] ?? '*2A';
  const pair = p.zygosity === 'heterozygous' ? `*1/${asked}` : `${asked}/${asked}`;
  return { holds: { facts: typed(pair, p.phenotype ?? '') }, fails: { facts: typed('*1/*9', 'normal') }, open: {} };
}

function available(p: LeafParameters['biomarkerTestAvailable'], everything: Profile['coverage']): Witness {
  const facts: Fact[] = p.genes
    ? [fact('genePanel', { genes: p.genes })]
    : p.marker !== undefined
      ? [fact('expression', { marker: p.marker, is: 'negative' })]
      : p.test === 'anyMolecular'
        ? [fact('genePanel', { genes: ['TP53'] })]
        : [fact('signature', { name: p.test.toLowerCase(), is: 'negative' }), fact('finding', { topic: `test:${p.test.toLowerCase().replace(/[^a-z0-9]/g, '')}`, value: 'done' })]; // prettier-ignore
  return { holds: { facts }, fails: { ...(everything && { coverage: everything }) }, open: {} };
}

function driver(p: LeafParameters['driverEvent']): Witness {
  const lung = fact('cancer', {
    concept: { code: 'NSCLC', system: 'oncotree', name: 'Non-Small Cell Lung Cancer' },
    role: 'primary',
  });
  const genes = [
    'EGFR',
    'ALK',
    'ROS1',
    'RET',
    'NTRK1',
    'NTRK2',
    'NTRK3',
    'BRAF',
    'MET',
    'KRAS',
    'ERBB2',
    'NRG1',
    'PIK3CA',
    'ESR1',
    'KIT',
    'PDGFRA',
  ];
  const covered = fact('genePanel', { genes });
  const mutated = fact('variant', { gene: 'EGFR', hgvsP: 'p.L858R', type: 'mutation', present: true });
  return {
    holds: { facts: [lung, mutated] },
    fails: { facts: [lung, covered] },
    open: { facts: p.cancer ? [lung] : [] },
  };
}

export const molecularWitnesses: Witnesses = {
  variant,
  expression,
  signature,
  germlineGenotype: genotype,
  biomarkerTestAvailable: available,
  driverEvent: driver,
};
