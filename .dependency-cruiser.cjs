/** The arrows of ARCHITECTURE.md, as rules a machine checks. */
const features = ['registries', 'trials', 'patients', 'matches'];

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment: 'The domain imports nothing of ours outside the domain.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/', pathNot: '^src/domain/' },
    },
    {
      name: 'domain-has-no-io',
      comment: 'No framework, no database, no HTTP, no file system in the domain.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '(^|node_modules/)(@nestjs|typeorm|axios|express|better-sqlite3|pg|node:fs|node:http|node:https|node:net|fs|http|https|net)(/|$)',
      },
    },
    {
      name: 'nothing-imports-api',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(api/|app\\.module\\.ts|main\\.ts|cli/commands/serve\\.ts)' },
      to: { path: '^src/api/' },
    },
    {
      name: 'nothing-imports-the-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/|cli\\.ts|main\\.ts)' },
      to: { path: '^src/cli(/|\\.ts)' },
    },
    ...features.map((feature) => ({
      name: `${feature}-through-its-module`,
      comment: 'Other parts see a feature through its module and its services only.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${feature}/|cli/|bench/|.*\\.spec\\.ts)` },
      to: { path: `^src/${feature}/`, pathNot: `^src/${feature}/([^/]+\\.(module|service|port)\\.ts)$` },
    })),
    {
      name: 'not-to-dev-dep',
      severity: 'error',
      from: { path: '^src/', pathNot: '(\\.spec\\.ts$|^src/bench/)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
