import { createRequire } from 'node:module';
import type { UcumLibrary } from '../domain/vocabulary/units.js';

interface UcumAnswer {
  status: string;
  toVal?: number | null;
}

interface LhcUtils {
  validateUnitString(unit: string): UcumAnswer;
  convertUnitTo(from: string, value: number, to: string): UcumAnswer;
}

let library: UcumLibrary | undefined;

/**
 * The UCUM library of the Lister Hill Center, loaded at the first unit outside the project's own table: it takes longer
 * to load than everything else of the vocabulary together.
 */
export function ucumLibrary(): UcumLibrary {
  library ??= load();
  return library;
}

function load(): UcumLibrary {
  const require = createRequire(import.meta.url);
  const { UcumLhcUtils } = require('@lhncbc/ucum-lhc') as { UcumLhcUtils: { getInstance(): LhcUtils } };
  const utils = UcumLhcUtils.getInstance();
  return {
    isValid: (unit) => answered(() => utils.validateUnitString(unit))?.status === 'valid',
    convert: (value, from, to) => {
      const answer = answered(() => utils.convertUnitTo(from, value, to));
      return answer?.status === 'succeeded' && typeof answer.toVal === 'number' ? answer.toVal : undefined;
    },
  };
}

/** The library fails on some texts that are no unit, `constructor` among them. */
function answered(ask: () => UcumAnswer): UcumAnswer | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
