import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  dev?: boolean;
  license?: string;
  hasInstallScript?: boolean;
}
interface Manifest {
  allowScripts: Record<string, boolean>;
}

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;
const { packages } = read<{ packages: Record<string, LockedPackage> }>('package-lock.json');
const { allowScripts } = read<Manifest>('package.json');

/** What is installed, by its path; the project and its workspaces are not. */
const installed = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The licence of a package: as the lock file says, else as its own files do. */
function licenceOf(path: string, { license }: LockedPackage): string {
  if (license !== undefined && !license.startsWith('SEE LICENSE')) return license;
  const manifest = read<{ license?: string; licenses?: { type: string }[] }>(`${path}/package.json`);
  return manifest.license ?? manifest.licenses?.map(({ type }) => type).join(' OR ') ?? 'none';
}

/** Licences of packages that name a file instead of a licence, read by a person. */
const READ_BY_HAND: Record<string, string> = {
  // UCUM and LOINC content of the Regenstrief Institute, free to use with the notices that it asks for.
  '@lhncbc/ucum-lhc': 'SEE LICENSE IN LICENSE.md',
};
const COPYLEFT = /\b(?:A?GPL|SSPL|EUPL|OSL|CC-BY-NC|BUSL|Commons-Clause)\b/i;

const audit = (): Promise<{ report?: { metadata?: { vulnerabilities: Record<string, number> } } }> =>
  new Promise((resolve) => {
    execFile(
      'npm',
      ['audit', '--omit=dev', '--json'],
      { timeout: 50_000, maxBuffer: 32 * 1024 * 1024 },
      (_error, stdout) => {
        try {
          resolve({ report: JSON.parse(stdout) as { metadata?: { vulnerabilities: Record<string, number> } } });
        } catch {
          resolve({});
        }
      },
    );
  });

/** Check 24 of SECURITY.md. */
describe('check 24: what is installed', () => {
  it('comes from the registry that npm is set to, whole: no other address, an integrity and one exact version each', () => {
    expect(installed.length).toBeGreaterThan(300);
    const loose = installed.filter(
      ([, { resolved, integrity, version }]) =>
        // An address in the lock file would be that of another place.
        resolved !== undefined || !/^sha512-/.test(integrity ?? '') || version === undefined,
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('runs no script at installation that nobody has looked at', () => {
    const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect([...new Set(scripted)].sort()).toEqual(Object.keys(allowScripts).sort());
    // SQLite is compiled; the others work without their scripts.
    expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['better-sqlite3']);
  });

  it('ships nothing under a licence that would bind its users', () => {
    const shipped = installed.filter(([, { dev }]) => !dev);
    expect(shipped.length).toBeGreaterThan(100);
    const licences = shipped.map(([path, found]) => [nameOf(path), licenceOf(path, found)] as const);
    const unclear = licences.filter(
      ([name, licence]) => licence !== READ_BY_HAND[name] && /^SEE|^none|^UNLICENSED/.test(licence),
    );
    // One of several licences may be chosen.
    const bound = licences.filter(([, licence]) => licence.split(/ OR /i).every((one) => COPYLEFT.test(one)));
    expect({ unclear, bound }).toEqual({ unclear: [], bound: [] });
  });

  it('has no known high or critical weakness', async (context) => {
    const { report } = await audit();
    const counts = report?.metadata?.vulnerabilities;
    if (!counts) {
      console.warn('SKIPPED, LOUDLY: the registry does not answer `npm audit --omit=dev`.');
      context.skip();
      return;
    }
    expect({ high: counts['high'], critical: counts['critical'] }).toEqual({ high: 0, critical: 0 });
  });
});
