import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The rules that a reader cannot see at a glance; taste is in CONTRIBUTING.md. The fences are those of ARCHITECTURE.md. */
export default tseslint.config(
  { ignores: ['**/dist/**', 'node_modules/**', 'data/**', 'coverage/**', 'schemas/published/compiled.ts', '**/*.d.ts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { project: ['./tsconfig.json', './tsconfig.designer.json'], tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-non-null-asserted-optional-chain': 'error',
      '@typescript-eslint/triple-slash-reference': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-control-regex': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export, so that it has one name everywhere.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of words, or `as const`.' },
      ],
    },
  },
  fence(['schemas/**/*.ts'], [
    [['**/runtime/**', '**/designer/**'], 'schemas/ is the bottom: it imports nothing of runtime or designer.'],
    [['**/*.effect.js'], 'Only schemas/effects.ts gathers the effects, so that the browser never loads one.'],
  ], ['schemas/effects.ts', '**/*.test.ts']),
  fence(['runtime/engine/**/*.ts'], [
    [[...['store', 'sales', 'carriers', 'analytics', 'calls', 'http', 'http-client', 'cli', 'jobs', 'phone', 'importers', 'demo', 'designer'].map((name) => `**/${name}/**`), '**/ports.js', '**/config.js', '**/main.js', '**/schemas/effects.js', 'node:*'],
      'runtime/engine is pure: it imports schemas and runtime/errors.ts only, and nothing of Node.'],
  ], ['**/*.test.ts']),
  ...siblings(['store', 'sales', 'carriers', 'analytics']),
  fence(['designer/**/*.ts', 'designer/**/*.tsx'], [
    [['**/runtime/*', '!**/runtime/engine', '**/schemas/effects.js', '**/*.effect.js', 'node:*'], 'The designer imports schemas and runtime/engine, nothing else of runtime and nothing of Node.'],
  ], ['**/*.test.ts', '**/*.test.tsx', 'designer/vite.config.ts']),
  {
    files: ['designer/**/*.ts', 'designer/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  { files: ['runtime/cli/**/*.ts', 'runtime/main.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  // Tools that are configured by a default export ask for one.
  { files: ['**/vite.config.ts'], extends: [tseslint.configs.disableTypeChecked], languageOptions: { parserOptions: { project: null } }, rules: { 'no-restricted-syntax': 'off' } },
);

/** What files may not import, and why. Tests wire real parts together and may. */
function fence(files, restrictions, ignores = []) {
  const patterns = restrictions.map(([group, message]) => ({ group, message }));
  return { files, ignores, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

/** Folders of runtime that meet in ports, not in each other. */
function siblings(names) {
  return names.map((name) => {
    const others = names.filter((other) => other !== name).map((other) => `**/${other}/**`);
    const message = `runtime/${name} meets the other parts of the runtime in runtime/ports.ts, not in their folders.`;
    return fence([`runtime/${name}/**/*.ts`], [[[...others, '**/http/**', '**/cli/**', '**/designer/**'], message]], ['**/*.test.ts']);
  });
}
