import type { KindCompiler } from '../kind-compiler.js';
import { unknown } from '../verdict.js';

/** Text without a computable reading is never guessed at. */
export const unstructured: KindCompiler<'unstructured'> = () => () => unknown('unparsed');
