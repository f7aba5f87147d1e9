import type { RecordReaders } from '../trials/record-reader.port.js';
import { ctgovReader } from './ctgov/mapper.js';
import { nciReader } from './nci/mapper.js';
import { ctisReader } from './ctis/mapper.js';

/** One reader per registry. */
export const recordReaders: RecordReaders = { ctgov: ctgovReader, nci: nciReader, ctis: ctisReader };
