import { createHash } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { encodeJson } from '../domain/criteria/codec.js';
import type { EligibilityDocument } from '../domain/criteria/model.js';
import type { CuratedFile } from '../reference-data/load-curated.js';
import type { CurationFolder } from './curation-folder.js';
import { TrialSourceEntity } from './entities/trial-source.entity.js';
import { TrialVersionEntity } from './entities/trial-version.entity.js';
import { CURATED_DOCUMENTS, CURATION_FOLDER } from './tokens.port.js';

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

/** Stands for one state of a document: any other has another. */
export const revisionOf = (document: EligibilityDocument): string =>
  createHash('sha256').update(encodeJson(document)).digest('hex').slice(0, 16);

/**
 * Lays curated documents over parsed ones. A curated document speaks for exactly the text that was reviewed; once the
 * registry changes a word, the parsed document is in force again and the curated one waits for review. What is curated here
 * is laid over what ships.
 */
@Injectable()
export class CurationService {
  /** By trial: the later one is laid over the earlier. */
  private readonly byTrial = new Map<string, CuratedFile[]>();

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CURATED_DOCUMENTS) shipped: readonly CuratedFile[],
    @Optional() @Inject(CURATION_FOLDER) private readonly folder?: CurationFolder,
  ) {
    for (const file of [...shipped, ...(folder?.read() ?? [])]) this.lay(file);
  }

  /**
   * Keeps a document as curated here; it is in force from now on. Gives the name of its file.
   * @throws Error where there is no folder, or it cannot be written
   */
  keep(document: EligibilityDocument): string {
    if (!this.folder) throw new Error('no folder for what is curated here');
    const written = this.folder.write(document);
    this.lay(written);
    return written.file;
  }

  private lay(curated: CuratedFile): void {
    const { registry, id, textSha256 } = curated.document.trial;
    const key = keyOf(registry, id);
    const others = (this.byTrial.get(key) ?? []).filter(({ document }) => document.trial.textSha256 !== textSha256);
    this.byTrial.set(key, [...others, curated]);
  }

  /** A stamp that changes whenever what is curated for a record does; empty where nothing is. */
  stampOf(registry: string, id: string): string {
    return (this.byTrial.get(keyOf(registry, id)) ?? []).map(({ document }) => revisionOf(document)).join(' ');
  }

  /** The curated document where there is one for this very text, else the parsed one. Carries the parsed one's version. */
  inForce(parsed: EligibilityDocument): EligibilityDocument {
    const { registry, id, version, textSha256 } = parsed.trial;
    if (textSha256 === undefined) return parsed;
    const curated = this.byTrial
      .get(keyOf(registry, id))
      ?.find(({ document }) => document.trial.textSha256 === textSha256)?.document;
    if (!curated) return parsed;
    return { ...curated, trial: { ...parsed.trial, ...curated.trial, version } };
  }

  /** Curated documents whose text changed since they were reviewed, or cannot be compared. */
  async needingReview(): Promise<ReviewNeeded[]> {
    const newest = [...this.byTrial.values()].flatMap((files) => files.at(-1) ?? []);
    const ids = newest.map(({ document }) => document.trial.id);
    if (ids.length === 0) return [];
    const sources = await this.dataSource.manager.findBy(TrialSourceEntity, { registryId: In(ids) });
    const versions = await this.dataSource.manager.findBy(TrialVersionEntity, {
      id: In(sources.map(({ versionId }) => versionId)),
    });
    const current = new Map(versions.map((version) => [keyOf(version.registry, version.registryId), version]));
    return newest.flatMap(({ file, document: { trial } }): ReviewNeeded[] => {
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
