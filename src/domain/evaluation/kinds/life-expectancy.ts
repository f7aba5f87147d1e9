import type { KindCompiler } from '../kind-compiler.js';
import { unknown } from '../verdict.js';

/** A physician's estimate; nothing in a record stands for it. */
export const lifeExpectancy: KindCompiler<'lifeExpectancy'> = () => () => unknown('attestation');
