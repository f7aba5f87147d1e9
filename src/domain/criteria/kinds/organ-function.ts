import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { words } from '../shapes.js';
import { listed, spaced } from '../wording.js';

export const organFunction = {
  kind: 'organFunction',
  area: 'measurement',
  schema: z.strictObject({ systems: words }),
  reads: ['finding'],
  absence: 'attest',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `Adequate function: ${listed(p.systems.map(spaced), 'and')} (no limits given)`,
  patient: (p) => `Your ${listed(p.systems.map(spaced), 'and')} work well enough`,
} satisfies KindDefinition<'organFunction'>;
