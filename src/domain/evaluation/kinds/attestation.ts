import type { KindCompiler } from '../kind-compiler.js';
import { unknown } from '../verdict.js';

/** No record can show consent, compliance or a travel plan: a person has to say. */
export const attestation: KindCompiler<'attestation'> = () => () => unknown('attestation');
