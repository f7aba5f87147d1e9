import { readFileSync } from 'node:fs';
import { projectPath } from './paths.js';

const { version } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string };

/** Name and version of the engine, as every result carries it. */
export const ENGINE = `eligo ${version}`;
