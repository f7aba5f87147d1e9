/** Why an input cannot be read as the record of one patient. */
export type RecordErrorCode = 'notAnObject' | 'notFhir' | 'noPatient' | 'severalPatients' | 'tooDeep';

const words: Readonly<Record<RecordErrorCode, string>> = {
  notAnObject: 'a FHIR Bundle, an array of FHIR resources or a FHIR resource is expected',
  notFhir: 'no FHIR resource found',
  noPatient: 'the record holds no Patient resource',
  severalPatients: 'the record holds more than one Patient',
  tooDeep: 'the record is nested too deeply',
};

/** An input that is no patient record. `place` says where in the input, as a path from its root (`$`). */
export class RecordError extends Error {
  override readonly name = 'RecordError';

  constructor(
    readonly code: RecordErrorCode,
    readonly place: string,
    detail?: string,
  ) {
    super(`${words[code]}${detail === undefined ? '' : ` (${detail})`} at ${place}`);
  }
}
