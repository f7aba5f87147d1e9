import { createAnalyteVocabulary, type AnalyteEntry } from '../domain/vocabulary/analytes.js';
import { createConditionVocabulary, type ConditionEntry } from '../domain/vocabulary/conditions.js';
import type { DrugClassEntry } from '../domain/vocabulary/drug-class.js';
import { createDriverVocabulary, type DriverLexicon } from '../domain/vocabulary/drivers.js';
import { createDrugVocabulary, type DrugEntry } from '../domain/vocabulary/drugs.js';
import { createGeneVocabulary, type GeneOverrides } from '../domain/vocabulary/genes.js';
import type { MarkerLexicon } from '../domain/vocabulary/markers/marker-lexicon.js';
import { createMarkerVocabulary } from '../domain/vocabulary/markers/markers.js';
import { createUnitVocabulary, type UnitLexicon } from '../domain/vocabulary/units.js';
import type { GeneExons } from '../domain/vocabulary/variants/exons.js';
import type { Vocabulary } from '../domain/vocabulary/vocabulary.js';
import { loadCancers } from './load-cancers.js';
import { loadRecordCodes } from './load-record-codes.js';
import { loadStages } from './load-stages.js';
import { readTsv, readYaml } from './read-files.js';
import { ucumLibrary } from './ucum-library.js';
import { vocabularyVersion } from './vocabulary-version.js';

const REFERENCE_RANGES =
  'typical adult range (after ABIM Laboratory Reference Ranges), not of the reporting laboratory';

let loaded: Vocabulary | undefined;

/** The whole vocabulary, built once per process from criteria/lexicon/ and seeds/terminology/; its parts load when first used. */
export function loadVocabulary(): Vocabulary {
  loaded ??= lazily({
    version: vocabularyVersion,
    cancers: loadCancers,
    genes: loadGenes,
    drugs: loadDrugs,
    analytes: loadAnalytes,
    units: loadUnits,
    conditions: loadConditions,
    markers: loadMarkers,
    stages: loadStages,
    drivers: loadDrivers,
    recordCodes: () => loadRecordCodes(),
  });
  return loaded;
}

type Loaders = { [K in keyof Vocabulary]: () => Vocabulary[K] };

/** An object whose properties are made at their first use and kept. */
function lazily(loaders: Loaders): Vocabulary {
  const vocabulary = {};
  for (const [name, load] of Object.entries(loaders)) {
    let value: unknown;
    Object.defineProperty(vocabulary, name, { enumerable: true, get: () => (value ??= (load as () => unknown)()) });
  }
  return vocabulary as Vocabulary;
}

const decoys = (part: 'analytes' | 'drugs' | 'conditions'): string[] =>
  readYaml<Record<typeof part, string[]>>('criteria/lexicon/decoys.yaml')[part];

const loadAnalytes = () =>
  createAnalyteVocabulary(
    readYaml<Record<string, AnalyteEntry>>('criteria/lexicon/analytes.yaml'),
    REFERENCE_RANGES,
    decoys('analytes'),
  );

const loadUnits = () =>
  createUnitVocabulary(
    readYaml<UnitLexicon>('criteria/lexicon/units.yaml'),
    (id) => loadVocabulary().analytes.get(id),
    ucumLibrary,
  );

function loadDrugs() {
  const agents = new Map(
    readTsv('seeds/terminology/rxnorm/agents.tsv').map(([system = '', code = '', names = '']) => [
      `${system}|${code}`,
      names.split('|'),
    ]),
  );
  return createDrugVocabulary({
    drugs: {
      ...readYaml<Record<string, DrugEntry>>('criteria/lexicon/drugs.yaml'),
      ...readYaml<Record<string, DrugEntry>>('criteria/lexicon/drugs-comedication.yaml'),
    },
    classes: readYaml<Record<string, DrugClassEntry>>('criteria/lexicon/drug-classes.yaml'),
    decoys: decoys('drugs'),
    halfLifeDays: readYaml<Record<string, number>>('criteria/lexicon/drug-half-lives.yaml'),
    agentsOfCode: (system, code) => agents.get(`${system}|${code}`),
  });
}

const loadDrivers = () => createDriverVocabulary(readYaml<DriverLexicon>('criteria/lexicon/driver-alterations.yaml'));

const loadConditions = () =>
  createConditionVocabulary(
    readYaml<Record<string, ConditionEntry>>('criteria/lexicon/conditions.yaml'),
    decoys('conditions'),
    new Map(readTsv('seeds/terminology/snomed/conditions.tsv').map(([code = '', id = '']) => [code, id])),
  );

function loadMarkers() {
  const names = new Map(readTsv('seeds/terminology/loinc/names.tsv').map(([code = '', name = '']) => [code, name]));
  return createMarkerVocabulary(
    readYaml<MarkerLexicon>('criteria/lexicon/markers.yaml'),
    (code) => names.get(code),
    loadVocabulary().genes,
  );
}

function loadGenes() {
  const rows = readTsv('seeds/terminology/hgnc/genes.tsv').map(([symbol = '', id = '', aliases = '']) => ({
    symbol,
    id,
    get aliases() {
      return aliases === '' ? [] : aliases.split('|');
    },
  }));
  const byHgncId = new Map(
    ['hgnc-oncology', 'hgnc-ids'].flatMap((file) =>
      readTsv(`seeds/terminology/hgnc/${file}.tsv`).map(([id = '', symbol = '']): [string, string] => [
        id.slice('HGNC:'.length),
        symbol,
      ]),
    ),
  );
  const byNcbiId = new Map(rows.map((row) => [row.id, row.symbol]));
  return createGeneVocabulary(
    {
      rows,
      byNcbiId: (id) => byNcbiId.get(id),
      byHgncId: (id) => byHgncId.get(id),
      exons: readYaml<GeneExons>('criteria/lexicon/gene-exons.yaml'),
    },
    readYaml<GeneOverrides>('criteria/lexicon/genes.yaml'),
  );
}
