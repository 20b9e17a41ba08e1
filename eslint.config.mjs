import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

// Who may import whom. A later block replaces the whole list of an earlier one, so each part of the tree gets its list in full.
const noTests = {
  group: ['**/test/*', '**/test/**', '@quanke/test', '@quanke/test/*'],
  message: 'Nothing that ships imports from test/.',
}
const noBarrel = {
  regex: '^\\.{1,2}(/\\.\\.)*/?$|/index(\\.tsx?)?$',
  message: 'Import the file that has it: there are no index files that pass things on.',
}
const noOwnDist = { group: ['**/dist/*', '**/dist/**'], message: 'Import the source, not what was built from it.' }
const noForwardRef = {
  name: '@nestjs/common',
  importNames: ['forwardRef'],
  message: 'Two features never call each other: move what both need into a third, or into core/.',
}
const onlyShared = {
  // Everything but types, other rules and the words of the domain.
  regex: '^(?!(\\.{1,2}/)+([^/]+/)*[^/]+\\.rules$|@quanke/shared/domain/)',
  allowTypeImports: true,
  message: 'A rule is pure: it imports only shared/domain, other rules and types. Facts (and the time) are passed in.',
}
const contractsAreTypes = {
  regex: '^@quanke/shared/contracts/',
  allowTypeImports: true,
  message: 'The mini-program takes types only from contracts: their validation would weigh hundreds of KB.',
}
const noServer = {
  group: ['@quanke/server', '@quanke/server/*', '**/server/src/**'],
  message: 'The mini-program knows the server by its API.',
}

const noFeature = (regex) => ({ regex, message: 'core/ is what every feature uses: it knows no feature.' })

const imports = (patterns, paths = []) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { paths, patterns: [noBarrel, noOwnDist, ...patterns] }],
})

const noPassingOn = [
  {
    selector: 'ExportAllDeclaration',
    message: 'No file passes on what another one exports.',
  },
  {
    selector: 'ExportNamedDeclaration[source]',
    message: 'No file passes on what another one exports.',
  },
]

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.data/', 'test/output/', '**/.swc/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'max-lines': ['error', { max: 500, skipBlankLines: false, skipComments: false }],
      'no-restricted-syntax': ['error', ...noPassingOn],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      ...imports([noTests]),
    },
  },
  {
    // Nest's injection reads the types of constructor parameters when the program runs: an import that looks type-only is not.
    files: ['server/src/**/*.ts', 'shared/src/contracts/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['shared/src/**/*.ts'],
    rules: imports([
      noTests,
      {
        // Relative paths, and the two libraries that contracts are made with.
        regex: '^(?!\\.{1,2}/|class-validator$|class-transformer$)',
        message: 'shared/ runs anywhere: it imports nothing but class-validator and class-transformer.',
      },
    ]),
  },
  {
    files: ['shared/src/domain/**/*.ts'],
    rules: imports([
      noTests,
      { regex: '^(?!\\.{1,2}/)', message: 'The words of the domain import nothing from outside.' },
      { group: ['**/contracts/**'], message: 'Contracts are made of the domain, not the other way round.' },
    ]),
  },
  {
    files: ['server/src/**/*.ts'],
    rules: imports(
      [noTests, { group: ['**/miniapp/**', '@/*'], message: 'The server knows nothing of the mini-program.' }],
      [noForwardRef],
    ),
  },
  {
    files: ['server/src/core/*.ts'],
    rules: imports([noTests, noFeature('^\\.\\./')], [noForwardRef]),
  },
  {
    files: ['server/src/core/*/**/*.ts'],
    rules: imports([noTests, noFeature('^\\.\\./\\.\\./')], [noForwardRef]),
  },
  {
    files: ['server/src/**/*.rules.ts'],
    rules: imports([noTests, onlyShared]),
  },
  {
    files: ['miniapp/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    languageOptions: { globals: { wx: 'readonly' } },
    rules: imports([noTests, contractsAreTypes, noServer]),
  },
  {
    files: ['miniapp/src/{ui,lib}/**/*.{ts,tsx}'],
    rules: imports([
      noTests,
      contractsAreTypes,
      noServer,
      {
        group: ['**/features/**', '**/pages/**', '**/packages/**'],
        message: 'ui/ and lib/ know no feature and no page.',
      },
    ]),
  },
  {
    files: ['miniapp/src/features/**/*.{ts,tsx}'],
    rules: imports([
      noTests,
      contractsAreTypes,
      noServer,
      { group: ['**/pages/**', '**/packages/**'], message: 'Pages are made of features, not the other way round.' },
    ]),
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-restricted-imports': 'off',
      // In tests: `expect(mock.method)`, bodies of answers that are judged by the expectation itself.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    // A compiled mini-program, the input of the host's tests.
    files: ['test/host/fixtures/**/*.js', 'test/bench/host/mini-program/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['wx', 'App', 'Page', 'Component', 'getApp', 'worker'].map((name) => [name, 'readonly']),
      ),
    },
  },
  prettier,
)
