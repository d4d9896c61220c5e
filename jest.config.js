import { availableParallelism } from 'node:os';

/** Tests run as ES modules (better-auth has no other form) and are compiled by swc, which does not check types: `npm run typecheck` does. */
export default {
  testEnvironment: './tests/tell-what-pages-showed.js',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } } }],
  },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // The other form of the package imports its figures as JSON in a way that Jest warns of in each suite.
    '^libphonenumber-js/min$': '<rootDir>/node_modules/libphonenumber-js/min/index.cjs',
  },
  roots: ['<rootDir>/schemas', '<rootDir>/runtime', '<rootDir>/tests', '<rootDir>/designer'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testSequencer: './tests/sequence-long-first.js',
  testTimeout: 60000,
  // Tests wait on servers and browsers more than they compute.
  maxWorkers: Math.max(3, availableParallelism()),
};
