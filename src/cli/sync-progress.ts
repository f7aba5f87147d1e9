import type { Writable } from 'node:stream';
import type { SyncProgress } from '../registries/sync.service.js';

const width = 30;

function bar(seen: number, total: number): string {
  const done = Math.min(width, Math.floor((seen / Math.max(1, total)) * width));
  return `[${'#'.repeat(done)}${'.'.repeat(width - done)}]`;
}

/** Tells the progress of a run: a bar on a terminal, a line a page elsewhere. A page is told once it is stored. */
export function progressWriter(out: Writable & { isTTY?: boolean }): {
  tell(progress: SyncProgress): void;
  end(): void;
} {
  let told = false;
  return {
    tell({ registry, pages, seen, total, added, changed }) {
      const count = total === undefined ? `${seen}` : `${bar(seen, total)} ${seen} of ${total}`;
      const text = `${registry}: page ${pages}: ${count} records, ${added} new, ${changed} changed`;
      out.write(out.isTTY ? `\r${text}` : `${text}\n`);
      told = true;
    },
    end() {
      if (told && out.isTTY) out.write('\n');
    },
  };
}
