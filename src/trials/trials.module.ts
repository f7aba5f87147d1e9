import { Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { loadCurated } from '../reference-data/load-curated.js';
import { loadLexicons } from '../reference-data/load-lexicons.js';
import { loadVocabulary } from '../reference-data/load-vocabulary.js';
import { CurationFolder } from './curation-folder.js';
import { CurationService } from './curation.service.js';
import { TextStructurer } from './text-structurer.js';
import { CURATED_DOCUMENTS, CURATION_FOLDER, STRUCTURER, VOCABULARY } from './tokens.port.js';
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
    {
      provide: CURATION_FOLDER,
      inject: [APP_CONFIG],
      useFactory: ({ curation }: AppConfig) => new CurationFolder(curation.folder),
    },
    { provide: VOCABULARY, useFactory: loadVocabulary },
    { provide: STRUCTURER, useFactory: () => new TextStructurer(loadVocabulary(), loadLexicons()) },
  ],
  exports: [TrialsService, TrialSearchService, CurationService, STRUCTURER, VOCABULARY],
})
export class TrialsModule {}
