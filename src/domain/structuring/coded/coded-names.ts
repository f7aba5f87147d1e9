import type { Expression } from '../../criteria/model.js';
import type { CancerConcept } from '../../patient/profile.js';
import { isMapped, type Vocabulary } from '../../vocabulary/vocabulary.js';
import type { StructuringInput } from '../input.js';
import type { Reader } from '../reader.js';

type Coded = NonNullable<StructuringInput['coded']>;

const NCIT = 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl';

/** Protein accessions and words of the thesaurus that no protocol writes: "KRAS NP_004976.2:p.G12D", "NTRK Family Gene Mutation". */
const plainName = (name: string): string =>
  name
    .replace(/NP_\d+\.\d+:p\./gu, '')
    .replace(/\bFamily Gene\b/gu, 'gene')
    .replace(/ Cells? Present$/u, '')
    .replace(/ Finding$/u, '');

/** Where a cancer has spread to, not which cancer it is: "Metastatic Malignant Neoplasm in the Brain". */
const SPREAD = /^(?:metastatic|secondary) (?:malignant )?neoplasm\b/iu;

/** The concept of a coded disease: by its NCIt code, else by its name without stage and staging manual. */
export function diseaseOf(disease: { ncit: string; name: string }, vocabulary: Vocabulary): CancerConcept | undefined {
  if (SPREAD.test(disease.name)) return undefined;
  const byCode = vocabulary.cancers.fromCodings([{ system: NCIT, code: disease.ncit }]);
  if (isMapped(byCode)) return byCode.concept;
  const [name = ''] = disease.name.split(/\bAJCC v\d/u, 1);
  const named = vocabulary.cancers.find(name);
  return named.length === 1 ? named[0]?.value : undefined;
}

/** What a coded biomarker asks for, read by the readers of running text from its NCIt name. */
export function biomarkerOf(
  marker: NonNullable<Coded['biomarkers']>[number],
  vocabulary: Vocabulary,
  readers: readonly Reader[],
): Expression | undefined {
  return longest(plainName(marker.name), vocabulary, readers, (expression) =>
    /"(?:variant|expression|signature)":/u.test(JSON.stringify(expression)),
  );
}

/** What a coded prior therapy names. */
export function therapyOf(name: string, vocabulary: Vocabulary, readers: readonly Reader[]): Expression | undefined {
  return longest(`Prior ${name}`, vocabulary, readers, (expression) => 'priorTherapy' in expression);
}

function longest(
  text: string,
  vocabulary: Vocabulary,
  readers: readonly Reader[],
  wanted: (expression: Expression) => boolean,
): Expression | undefined {
  const context = { vocabulary, section: 'inclusion' as const, parents: [], conditions: [] };
  const readings = readers
    .flatMap((reader) => reader.read(text, context))
    .filter(({ expression }) => wanted(expression));
  return readings.sort((a, b) => b.end - b.start - (a.end - a.start))[0]?.expression;
}
