/** Injection tokens of what the trial store needs from outside. */
export const RECORD_READERS = Symbol('RecordReaders');
export const STRUCTURER = Symbol('Structurer');
export const VOCABULARY = Symbol('Vocabulary');
/** Where what is curated here is kept. */
export const CURATION_FOLDER = Symbol('CurationFolder');
export const CURATED_DOCUMENTS = Symbol('CuratedDocuments');
