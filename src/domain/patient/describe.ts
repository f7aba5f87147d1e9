import type { Fact } from './profile.js';

const words = (...parts: (string | number | undefined | false)[]): string =>
  parts.filter((part) => part !== undefined && part !== '' && part !== false).join(' ');

const range = (low?: number, high?: number): string | undefined =>
  low === undefined && high === undefined ? undefined : `(reference ${low ?? ''}-${high ?? ''})`;

const percent = (fraction?: number): string | undefined =>
  fraction === undefined ? undefined : `(allele fraction ${fraction})`;

/** A fact in one line, for people. */
export function describeFact(fact: Fact): string {
  switch (fact.kind) {
    case 'cancer':
      return words(
        fact.role === 'secondary' ? 'secondary:' : '',
        fact.concept.name,
        fact.histology && `(${fact.histology})`,
        fact.site && `of ${fact.site}`,
      );
    case 'stage':
      return words('stage', fact.group, fact.basis !== 'unspecified' && fact.basis, fact.system, fact.edition);
    case 'tnm':
      return words(fact.basis !== 'unspecified' && fact.basis, fact.t, fact.n, fact.m);
    case 'metastasis':
      return words(fact.present === false ? 'no metastasis:' : 'metastasis:', fact.site, fact.status);
    case 'variant':
      return words(
        fact.gene,
        fact.partner && `:: ${fact.partner}`,
        fact.hgvsP ?? fact.hgvsC,
        fact.type,
        fact.origin,
        percent(fact.vaf),
        fact.present ? 'found' : 'not found',
      );
    case 'genePanel':
      return words('tested:', fact.genes.join(', '), fact.method);
    case 'expression':
      return words(
        fact.marker,
        fact.is,
        fact.score && `${fact.score.type} ${fact.score.comparator ?? ''}${fact.score.value}`,
        fact.assay,
      );
    case 'signature':
      return words(fact.name.toUpperCase(), fact.is, fact.comparator, fact.value, fact.unit);
    case 'performance':
      return words(fact.scale.toUpperCase(), fact.value);
    case 'lab':
      return words(fact.analyte, fact.comparator, fact.value, fact.unit, range(fact.low, fact.high));
    case 'vital':
      return words(fact.measure, fact.comparator, fact.value, fact.unit);
    case 'scale':
      return words(fact.name, fact.value);
    case 'therapy':
      return words(
        fact.agents.join(' + ') || fact.modality,
        fact.intent,
        fact.start && `from ${fact.start}`,
        fact.end && `to ${fact.end}`,
        fact.result,
      );
    case 'procedure':
      return words(fact.procedure, fact.recorded, fact.site && `(${fact.site})`);
    case 'condition':
      return words(
        fact.present === false && 'no',
        fact.concept.name,
        fact.status !== 'unknown' && `(${fact.status})`,
        fact.severity,
      );
    case 'infection':
      return words(fact.agent.toUpperCase(), fact.status);
    case 'medication':
      return words(
        fact.agents.join(' + '),
        fact.dose && `${fact.dose.value} ${fact.dose.unit}`,
        fact.active ? '(current)' : '(past)',
      );
    case 'allergy':
      return words('allergy:', fact.to, fact.status);
    case 'pregnancy':
      return fact.is;
    case 'smoking':
      return `smoking: ${fact.status}`;
    case 'diseaseStatus':
      return `disease status: ${fact.value}`;
    case 'extent':
      return fact.value;
    case 'finding':
      return `${fact.topic}: ${String(fact.value)}`;
  }
}
