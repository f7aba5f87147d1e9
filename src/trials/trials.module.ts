import { Module } from '@nestjs/common';
import { loadCurated } from '../reference-data/load-curated.js';
import { loadLexicons } from '../reference-data/load-lexicons.js';
import { loadVocabulary } from '../reference-data/load-vocabulary.js';
import { CurationService } from './curation.service.js';
import { TextStructurer } from './text-structurer.js';
import { CURATED_DOCUMENTS, STRUCTURER, VOCABULARY } from './tokens.port.js';
import { TrialSearchService } from './trial-search.service.js';
import { TrialsService } from './trials.service.js';

export { trialEntities } from './entities/index.js';

/** Stored trials: reading and searching. Registries write them through their own module. */
@Module({
  providers: [
    TrialsService,
    TrialSearchService,
    CurationService,
    { provide: CURATED_DOCUMENTS, useFactory: () => loadCurated() },
    { provide: VOCABULARY, useFactory: loadVocabulary },
    { provide: STRUCTURER, useFactory: () => new TextStructurer(loadVocabulary(), loadLexicons()) },
  ],
  exports: [TrialsService, TrialSearchService, CurationService, STRUCTURER, VOCABULARY],
})
export class TrialsModule {}
