import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { RawRecordEntity } from './entities/raw-record.entity.js';
import { TrialVersionEntity } from './entities/trial-version.entity.js';
import type { RecordReaders } from './record-reader.port.js';
import { unpack } from './store/canonical-record.js';
import { RECORD_READERS } from './tokens.port.js';

/** Gives back the eligibility text that the spans of a version's criteria count in. */
@Injectable()
export class EligibilityTextService {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(RECORD_READERS) private readonly readers: RecordReaders,
  ) {}

  /** The texts as the registries published them, by version; unknown versions have none. */
  async ofVersions(versionIds: readonly string[]): Promise<Map<string, string>> {
    const versions = await this.dataSource.manager.findBy(TrialVersionEntity, { id: In([...versionIds]) });
    const raws = await this.dataSource.manager.findBy(RawRecordEntity, {
      sha256: In(versions.map(({ sha256 }) => sha256)),
    });
    const contents = new Map(raws.map(({ sha256, content }) => [sha256, content]));
    const texts = versions.flatMap(({ id, registry, sha256 }): [string, string][] => {
      const content = contents.get(sha256);
      const text = content && this.readers[registry].map(JSON.parse(unpack(content))).eligibility.text;
      return text === undefined ? [] : [[id, text]];
    });
    return new Map(texts);
  }
}
