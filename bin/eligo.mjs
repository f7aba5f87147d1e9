#!/usr/bin/env node
import { ensureBuilt } from '../scripts/ensure-ready.mjs';

ensureBuilt();
await import('../dist/cli.js');
