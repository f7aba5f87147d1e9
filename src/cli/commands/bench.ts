import { parseArgs } from 'node:util';
import { machine } from '../../bench/machine.js';
import { benchmarks } from '../../bench/index.js';
import { UsageError, type Command } from '../command.js';

const PEERS = ['mingo', 'json-rules-engine', 'better-sqlite3'];

export const command: Command = {
  name: 'bench',
  summary: 'measure speed and ranking beside peers',
  usage: `
Usage: eligo bench [NAME] [--seconds N] [--limit N] [--documents FILE]

Without a NAME every benchmark is run. Prints JSON: the machine, versions, and the figures of ours and of the peers on the
same work in the same run. Peers are development dependencies. Some benchmarks read the development data
(ELIGO_SHARED_DATA).
Names: ${Object.keys(benchmarks).join(', ')}
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { seconds: { type: 'string', default: '2' }, limit: { type: 'string' }, documents: { type: 'string' } },
    });
    const seconds = Number(values.seconds);
    if (!(seconds > 0)) throw new UsageError(`--seconds ${values.seconds}: not a number above 0`);
    const limit = values.limit === undefined ? undefined : Number(values.limit);
    if (limit !== undefined && !(limit > 0)) throw new UsageError(`--limit ${values.limit}: not a number above 0`);
    const results: Record<string, unknown> = {};
    for (const name of positionals.length > 0 ? positionals : Object.keys(benchmarks)) {
      const load = benchmarks[name];
      if (!load) throw new UsageError(`no benchmark '${name}'; there are ${Object.keys(benchmarks).join(', ')}`);
      const sharedData = process.env['ELIGO_SHARED_DATA'] ?? '../shared/data';
      results[name] = await (await load()).run({ seconds, sharedData, ...(limit !== undefined && { limit }), ...(values.documents !== undefined && { documents: values.documents }) }); // prettier-ignore
    }
    io.stdout.write(`${JSON.stringify({ machine: machine(PEERS), results }, null, 2)}\n`);
    return 0;
  },
};
