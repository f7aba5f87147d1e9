import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents from the published schema, the only thing the web app knows of the service. */
const config: CodegenConfig = {
  schema: '../schema.graphql',
  documents: ['src/api/*documents.ts'],
  generates: {
    './src/api/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: { JSON: 'unknown', Day: 'string', DateTime: 'string' },
        emitLegacyCommonJSImports: false,
        importExtension: '.js',
      },
    },
  },
};

export default config;
