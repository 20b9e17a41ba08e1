import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))

// Jest loads CommonJS, several of our packages (all of Nest among them) are ES modules only: those are compiled on the way in.
const esmOnly = esmOnlyPackages([
  'node_modules',
  ...['server', 'test', 'miniapp'].map((workspace) => `${workspace}/node_modules`),
])

const typescript = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true, tsx: false },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      react: { runtime: 'automatic' },
    },
  },
  module: { type: 'commonjs' },
}
const tsx = { ...typescript, jsc: { ...typescript.jsc, parser: { syntax: 'typescript', decorators: true, tsx: true } } }
const javascript = {
  swcrc: false,
  jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } },
  module: { type: 'commonjs' },
}

const project = (name, folders, more = {}) => ({
  displayName: name,
  rootDir: root,
  roots: [join(root, 'test')],
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.{ts,tsx}`),
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  ...more,
  moduleNameMapper: { '^@quanke/shared/(.*)$': '<rootDir>/shared/src/$1', ...more.moduleNameMapper },
  transform: {
    '\\.ts$': ['@swc/jest', typescript],
    '\\.tsx$': ['@swc/jest', tsx],
    '\\.m?js$': ['@swc/jest', javascript],
  },
  transformIgnorePatterns: [
    `/node_modules/(?!(?:.*/node_modules/)?(?:${esmOnly.join('|')})/)`,
    '<rootDir>/[a-z]+/dist/',
  ],
})

// The automator's client loads an image library that only Node can resolve, for QR codes that tests do not print.
const automator = {
  globalSetup: '<rootDir>/test/support/find-browser.ts',
  testEnvironment: '<rootDir>/test/host/src/jest-environment.ts',
  testEnvironmentOptions: { output: 'test/output' },
  moduleNameMapper: { '^jimp$': '<rootDir>/test/host/src/jimp.ts' },
}

export default {
  rootDir: root,
  cacheDirectory: join(root, 'node_modules/.cache/jest'),
  maxWorkers: 2,
  // A test that boots a whole application on a busy machine is slow, not broken.
  testTimeout: 60_000,
  projects: [
    project('shared', ['shared']),
    project('launch', ['launch']),
    project('server', ['server', 'sandbox']),
    project('miniapp', ['miniapp'], {
      testEnvironment: 'jsdom',
      globals: { __API_BASE__: 'https://api.quanke.example' },
      moduleNameMapper: {
        // First, since pictures stand under @/ too.
        '\\.(s?css|png|jpe?g|svg)$': '<rootDir>/test/miniapp/stubs/file.ts',
        '^@/(.*)$': '<rootDir>/miniapp/src/$1',
        '^@tarojs/(components|taro)$': '<rootDir>/test/miniapp/stubs/$1',
      },
    }),
    project('faults', ['faults']),
    project('host', ['host'], automator),
    project('journeys', ['journeys'], automator),
    project('demo', ['demo'], automator),
  ],
}

/** Names, as regular expressions, of the installed packages that can only be imported. */
function esmOnlyPackages(folders) {
  const names = new Set()
  const look = (folder) => {
    for (const entry of existsSync(folder) ? readdirSync(folder) : []) {
      if (entry.startsWith('.')) continue
      if (entry.startsWith('@')) {
        for (const scoped of readdirSync(join(folder, entry))) visit(`${entry}/${scoped}`, join(folder, entry, scoped))
      } else visit(entry, join(folder, entry))
    }
  }
  const visit = (name, dir) => {
    const manifest = join(dir, 'package.json')
    if (!existsSync(manifest)) return
    const { type, exports } = JSON.parse(readFileSync(manifest, 'utf8'))
    // Some name a "require" that is an ES module all the same.
    if (type === 'module' && !JSON.stringify(exports ?? '').includes('.cjs')) names.add(name.replace(/[.+]/g, '\\$&'))
    look(join(dir, 'node_modules'))
  }
  for (const folder of folders) look(join(root, folder))
  return [...names]
}
