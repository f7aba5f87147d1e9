import type { Command } from '../command.js';
import { withTrialServices } from '../trial-services.js';

export const command: Command = {
  name: 'seed',
  summary: 'Fill the database with the trials that come with Eligo; what is there already stays',
  usage: `
Usage: eligo seed

Loads the registry records under seeds/trials into the configured database and structures their eligibility criteria.
Trials that are already stored are left as they are, so that a second run writes nothing; stored texts are structured
anew where the structurer or the vocabulary are newer than they were. Prints a report as JSON.`,
  async run(_args, io) {
    const report = await withTrialServices(({ seeding }) => seeding.seed(new Date()));
    io.stdout.write(`${JSON.stringify(report)}\n`);
    return report.failed.length > 0 ? 1 : 0;
  },
};
