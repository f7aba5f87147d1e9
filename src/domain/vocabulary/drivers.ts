import type { Alteration } from '../criteria/model.js';
import { proteinChange } from '../logic/protein-change.js';

/** criteria/lexicon/driver-alterations.yaml */
export interface DriverLexicon {
  version: string;
  drivers: Readonly<Record<string, readonly DriverAlteration[]>>;
  activating: Readonly<Record<string, readonly number[]>>;
}

export interface DriverAlteration {
  gene: string;
  alteration: Alteration;
  /** First line of treatment in which a label names a targeted therapy for it. */
  approvedLine?: number;
}

/** What drives a cancer, as a versioned list; see the lexicon for its sources. */
export interface DriverVocabulary {
  version: string;
  /** Drivers of a cancer (OncoTree code); of all cancers where none is given. */
  driversOf(cancer?: string): readonly DriverAlteration[];
  /** The change hits a codon known as activating; false says nothing of the others. */
  isActivating(gene: string, hgvsP: string): boolean;
}

export function createDriverVocabulary({ version, drivers, activating }: DriverLexicon): DriverVocabulary {
  const everywhere = Object.values(drivers).flat();
  return {
    version,
    driversOf: (cancer) => (cancer === undefined ? everywhere : (drivers[cancer] ?? [])),
    isActivating(gene, hgvsP) {
      const change = proteinChange(hgvsP);
      const codons = activating[gene];
      if (!change || !codons || change.kind !== 'substitution') return false;
      return codons.includes(change.start);
    },
  };
}
