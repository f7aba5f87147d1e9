import type { Fact } from '../patient/profile.js';
import type { Evidence } from './outcome.js';

const words = (...parts: (string | number | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

const treatment = (agents: readonly string[], classes: readonly string[], fallback: string): string =>
  agents.length > 0 ? agents.join(' + ') : classes.length > 0 ? classes.join(', ') : fallback;

/** A fact's value in the record's own words where they were kept, else rebuilt from its fields. */
export function factValue(fact: Fact): string {
  if (fact.recorded !== undefined) return fact.recorded;
  switch (fact.kind) {
    case 'cancer':
      return words(fact.concept.name, fact.role === 'secondary' ? '(secondary)' : '');
    case 'stage':
      return words(fact.system, 'stage', fact.group);
    case 'tnm':
      return words(fact.t, fact.n, fact.m);
    case 'metastasis':
      return words(fact.present === false ? 'no' : '', fact.site, 'metastasis', fact.status);
    case 'variant':
      return words(fact.gene, fact.hgvsP ?? fact.hgvsC, fact.partner && `:: ${fact.partner}`, fact.type, fact.present ? '' : 'not detected'); // prettier-ignore
    case 'genePanel':
      return words('panel of', fact.genes.length, fact.genes.length === 1 ? 'gene' : 'genes', fact.method);
    case 'expression':
      return words(fact.marker, fact.is, fact.score && words(fact.score.type, fact.score.comparator, fact.score.value));
    case 'signature':
      return words(fact.name, fact.is, fact.comparator, fact.value, fact.unit);
    case 'performance':
    case 'scale':
      return words(fact.kind === 'scale' ? fact.name : fact.scale, fact.value);
    case 'lab':
      return words(fact.analyte, fact.comparator, fact.value, fact.unit);
    case 'vital':
      return words(fact.measure, fact.comparator, fact.value, fact.unit);
    case 'therapy':
      return words(treatment(fact.agents, fact.classes, fact.modality), fact.result);
    case 'medication':
      return words(treatment(fact.agents, fact.classes, 'medication'), fact.active ? '' : '(ended)');
    case 'procedure':
      return words(fact.procedure, fact.site);
    case 'condition':
      return words(fact.present === false ? 'no' : '', fact.concept.name, fact.grade !== undefined ? `grade ${fact.grade}` : fact.severity); // prettier-ignore
    case 'infection':
      return words(fact.agent, fact.status);
    case 'allergy':
      return words('allergy to', fact.to);
    case 'pregnancy':
      return fact.is;
    case 'smoking':
      return words('smoking:', fact.status);
    case 'diseaseStatus':
    case 'extent':
      return fact.value;
    case 'finding':
      return words(`${fact.topic}:`, String(fact.value));
  }
}

/** The evidence line of a fact: where it was read, what it says, when. */
export function evidenceOf(fact: Fact, note?: string): Evidence {
  const date = fact.date ?? ('end' in fact ? fact.end : undefined) ?? ('start' in fact ? fact.start : undefined);
  return {
    resource: fact.source.resource,
    path: fact.source.path,
    value: factValue(fact),
    ...(date !== undefined && { date }),
    ...(note !== undefined && { note }),
  };
}
