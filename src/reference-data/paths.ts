import { fileURLToPath } from 'node:url';

/** The project's root: one level above src/ or dist/. */
const root = new URL('../../', import.meta.url);

/** Absolute path of a file or folder of the project, e.g. `projectPath('seeds/terminology')`. */
export const projectPath = (relative: string): string => fileURLToPath(new URL(relative, root));
