import { cpus, totalmem } from 'node:os';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Version of an installed package, `absent` where it is not installed. */
function versionOf(name: string): string {
  try {
    return (require(`${name}/package.json`) as { version: string }).version;
  } catch {
    return 'absent';
  }
}

/** What the figures were taken on. Machines with other load give other figures. */
export const machine = (peers: readonly string[]): Record<string, unknown> => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  peers: Object.fromEntries(peers.map((name) => [name, versionOf(name)])),
});
