import { parseArgs } from 'node:util';
import { loadConfig } from '../../config/app-config.js';
import { LocalIssuer } from '../../identity/local-issuer.js';
import { ROLES } from '../../identity/principal.js';
import { type Command, UsageError } from '../command.js';

const isRole = (word: string): boolean => ROLES.some((role) => role === word);

export const command: Command = {
  name: 'token',
  summary: 'mint a bearer token of the local issuer, to try roles on this machine',
  usage: `
Usage: eligo token --role ROLE [--role ROLE] [--patient ID] [--tenant NAME] [--scope 'SMART SCOPES'] [--subject NAME] [--minutes N]

Roles: ${ROLES.join(', ')}. --patient is the id of the stored patient that a patient owns. Prints the token:
  curl -H "Authorization: Bearer $(eligo token --role patient --patient ID)" ...
Only for a service without OIDC_ISSUER; a configured issuer mints its own tokens.`,
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        role: { type: 'string', multiple: true, default: [] },
        patient: { type: 'string' },
        tenant: { type: 'string' },
        scope: { type: 'string' },
        subject: { type: 'string', default: 'local' },
        minutes: { type: 'string', default: '60' },
      },
    });
    const unknown = values.role.find((word) => !isRole(word));
    if (unknown !== undefined) throw new UsageError(`--role ${unknown}: one of ${ROLES.join(', ')} is expected`);
    if (values.role.length === 0 && values.scope === undefined) throw new UsageError('--role is needed');
    const minutes = Number(values.minutes);
    if (!(minutes > 0 && minutes <= 24 * 60)) throw new UsageError(`--minutes ${values.minutes}: 1 to 1440`);
    const { identity } = loadConfig();
    if (identity.issuer !== undefined)
      throw new UsageError('OIDC_ISSUER is set: tokens come from that issuer, and a local one would be refused');
    const issuer = new LocalIssuer(identity.localKeyFile, identity.audience);
    const { role: roles, subject, tenant, patient, scope } = values;
    io.stdout.write(
      `${await issuer.mint({ subject, roles, tenant, patient, scope, lifetime: Math.round(minutes * 60) })}\n`,
    );
    return 0;
  },
};
