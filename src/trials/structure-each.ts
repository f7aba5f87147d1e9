import type { StructuringInput } from '../domain/structuring/input.js';
import type { Structured, Structurer } from './structurer.port.js';

/** The document of one text, or the error it ended in. */
export function structureOne(structurer: Pick<Structurer, 'structure'>, input: StructuringInput): Structured {
  try {
    return { document: structurer.structure(input) };
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

export const structureEach = (
  structurer: Pick<Structurer, 'structure'>,
  inputs: readonly StructuringInput[],
): Structured[] => inputs.map((input) => structureOne(structurer, input));
