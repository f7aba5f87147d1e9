import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
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

  /** The text as the registry published it, or undefined for an unknown version. */
  async ofVersion(versionId: string): Promise<string | undefined> {
    const version = await this.dataSource.manager.findOneBy(TrialVersionEntity, { id: versionId });
    if (!version) return undefined;
    const raw = await this.dataSource.manager.findOneByOrFail(RawRecordEntity, { sha256: version.sha256 });
    return this.readers[version.registry].map(JSON.parse(unpack(raw.content))).eligibility.text;
  }
}
