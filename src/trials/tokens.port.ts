/** Injection tokens of what the trial store needs from outside. */
export const RECORD_READERS = Symbol('RecordReaders');
export const STRUCTURER = Symbol('Structurer');
export const VOCABULARY = Symbol('Vocabulary');
export const CURATED_DOCUMENTS = Symbol('CuratedDocuments');
