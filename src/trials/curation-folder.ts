import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeYaml } from '../domain/criteria/codec.js';
import type { EligibilityDocument } from '../domain/criteria/model.js';
import { type CuratedFile, readCurated } from '../reference-data/load-curated.js';

/** Numbers of registries: NCT01234567, 2022-500014-26-00, NCI-2015-00123. No separator of paths, no dot at the beginning. */
const REGISTRY_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/** The files of what is curated here: one per trial, as reviewable in git as those that ship. */
export class CurationFolder {
  constructor(private readonly folder: string) {}

  /** @throws CuratedFileError */
  read(): CuratedFile[] {
    return readCurated(this.folder);
  }

  /**
   * Writes the document of a trial, whole or not at all, in the place of an earlier one.
   * @throws RangeError where the trial has no id that can name a file
   */
  write(document: EligibilityDocument): CuratedFile {
    if (!REGISTRY_ID.test(document.trial.id)) throw new RangeError('the id of the trial cannot name a file');
    const file = `${document.trial.id}.yaml`;
    mkdirSync(this.folder, { recursive: true });
    const fresh = join(this.folder, `.${file}.${process.pid}.new`);
    try {
      writeFileSync(fresh, encodeYaml(document), { flush: true });
      renameSync(fresh, join(this.folder, file));
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    }
    return { file, document };
  }
}
