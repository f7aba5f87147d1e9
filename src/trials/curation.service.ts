import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { EligibilityDocument } from '../domain/criteria/model.js';
import type { CuratedFile } from '../reference-data/load-curated.js';
import { TrialSourceEntity } from './entities/trial-source.entity.js';
import { TrialVersionEntity } from './entities/trial-version.entity.js';
import { CURATED_DOCUMENTS } from './tokens.port.js';

/** A curated document that is no longer in force, because the registry's text is not the one that was reviewed. */
export interface ReviewNeeded {
  file: string;
  registry: string;
  trial: string;
  reviewedVersion: string;
  /** The version of today; absent where the store does not have the trial. */
  currentVersion?: string;
  why: 'textChanged' | 'noTextHash' | 'notStored';
}

const keyOf = (registry: string, id: string): string => `${registry} ${id}`;

/**
 * Lays curated documents over parsed ones. A curated document speaks for exactly the text that was reviewed; once the
 * registry changes a word, the parsed document is in force again and the curated one waits for review.
 */
@Injectable()
export class CurationService {
  private readonly byTrial: ReadonlyMap<string, CuratedFile>;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CURATED_DOCUMENTS) private readonly curated: readonly CuratedFile[],
  ) {
    this.byTrial = new Map(curated.map((file) => [keyOf(file.document.trial.registry, file.document.trial.id), file]));
  }

  /** The curated document where there is one for this very text, else the parsed one. Carries the parsed one's version. */
  inForce(parsed: EligibilityDocument): EligibilityDocument {
    const { registry, id, version, textSha256 } = parsed.trial;
    const curated = this.byTrial.get(keyOf(registry, id))?.document;
    if (!curated || textSha256 === undefined || curated.trial.textSha256 !== textSha256) return parsed;
    return { ...curated, trial: { ...parsed.trial, ...curated.trial, version } };
  }

  /** Curated documents whose text changed since they were reviewed, or cannot be compared. */
  async needingReview(): Promise<ReviewNeeded[]> {
    const ids = this.curated.map(({ document }) => document.trial.id);
    if (ids.length === 0) return [];
    const sources = await this.dataSource.manager.findBy(TrialSourceEntity, { registryId: In(ids) });
    const versions = await this.dataSource.manager.findBy(TrialVersionEntity, {
      id: In(sources.map(({ versionId }) => versionId)),
    });
    const current = new Map(versions.map((version) => [keyOf(version.registry, version.registryId), version]));
    return this.curated.flatMap(({ file, document: { trial } }): ReviewNeeded[] => {
      const version = current.get(keyOf(trial.registry, trial.id));
      const needed = {
        file,
        registry: trial.registry,
        trial: trial.id,
        reviewedVersion: trial.version,
        ...(version ? { currentVersion: version.version } : {}),
      };
      if (!version) return [{ ...needed, why: 'notStored' }];
      if (trial.textSha256 === undefined) return [{ ...needed, why: 'noTextHash' }];
      return trial.textSha256 === version.textSha256 ? [] : [{ ...needed, why: 'textChanged' }];
    });
  }
}
