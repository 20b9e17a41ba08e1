import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Universe } from './universe'

/** Between the names and the note in the title of a claim's test: the table is read from the titles. */
export const APPROXIMATED = ' ≈ '

/** Runs every claim and writes the table. */
export const WRITE_COMMAND = 'npm test -- test/host/conformance --write-support'

/** The part of Jest's report that claims are read from. */
export interface TestReport {
  testResults: {
    /** Path of the test file. */
    name: string
    assertionResults: { ancestorTitles: string[]; title: string; status: string }[]
  }[]
}

export interface Claim {
  names: string[]
  /** How the host differs from WeChat; absent when it does not. */
  note?: string
  sentence: string
  file: string
  isProved: boolean
}

type State = 'supported' | 'approximated' | 'missing'

/** The claims that ran, in the order of the files' names and of the files. Null when not all of them ran. */
export function claimsOf(report: TestReport, folder = __dirname): Claim[] | null {
  const files = readdirSync(folder).filter((file) => file.endsWith('.test.ts'))
  const claims: Claim[] = []
  for (const file of files.sort()) {
    const results = report.testResults.find(({ name }) => name === join(folder, file))
    if (!results?.assertionResults.length) return null
    for (const { ancestorTitles, title, status } of results.assertionResults) {
      if (status !== 'passed' && status !== 'failed') return null
      const [names = '', note] = ancestorTitles.join(' ').split(APPROXIMATED)
      claims.push({ names: names.split(', '), note, sentence: title, file, isProved: status === 'passed' })
    }
  }
  return claims
}

/** SUPPORT.md: what the claims prove of everything there is, by area. */
export function supportTable(claims: Claim[], { areas }: Pick<Universe, 'areas'>): string {
  const proofs = new Map<string, Claim[]>()
  for (const claim of claims.filter(({ isProved }) => isProved)) {
    for (const name of claim.names) proofs.set(name, [...(proofs.get(name) ?? []), claim])
  }
  const stateOf = (name: string): State => {
    const found = proofs.get(name)
    if (!found) return 'missing'
    return found.some(({ note }) => note !== undefined) ? 'approximated' : 'supported'
  }
  const inState = (names: string[], state: State) => names.filter((name) => stateOf(name) === state)
  const counts = (title: string, names: string[]) =>
    `| ${title} | ${(['supported', 'approximated', 'missing'] as const).map((state) => inState(names, state).length).join(' | ')} |`
  const sections = [...areas].map(([area, names]) => {
    const supported = inState(names, 'supported').map((name) => `- \`${name}\`: ${sentences(proofs.get(name)!)}`)
    const approximated = inState(names, 'approximated').map((name) => {
      const notes = new Set(proofs.get(name)!.flatMap(({ note }) => note ?? []))
      return `- \`${name}\` ≈ *${[...notes].join('; ')}*: ${sentences(proofs.get(name)!)}`
    })
    const missing = inState(names, 'missing')
      .map((name) => `\`${name}\``)
      .join(', ')
    return [
      `## ${area}`,
      ...(supported.length ? ['Supported:', supported.join('\n')] : []),
      ...(approximated.length ? ['Approximated:', approximated.join('\n')] : []),
      ...(missing ? [`Missing, or never proved: ${missing}`] : []),
    ].join('\n\n')
  })
  return `${[
    '# What the host supports',
    `Made from what the tests in \`conformance/\` really ran, by \`${WRITE_COMMAND}\`: do not edit it. A name is supported
when a mini-program used it in a test that passed; the sentences are those tests. The names are all that WeChat's
published typings know, the official tags, and what a host does besides.`,
    [
      '| Area | supported | approximated | missing |',
      '| --- | ---: | ---: | ---: |',
      ...[...areas].map(([area, names]) => counts(area, names)),
      counts('**All**', [...areas.values()].flat()),
    ].join('\n'),
    ...sections,
  ].join('\n\n')}\n`
}

function sentences(claims: Claim[]): string {
  const told = new Map<string, string>()
  for (const { sentence, file } of claims) told.set(sentence, basename(file, '.test.ts'))
  return [...told].map(([sentence, subject]) => `${sentence} (${subject})`).join('; ')
}
