import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportedError } from './runtime/phone'
import { printTraffic, type Traffic } from './traffic-log'

/** What a phone shows and what happened on it, for somebody who was not there. */
export interface Evidence {
  name: string
  /** PNG; absent when the phone does not answer any more. */
  screenshot?: Buffer
  /** The pages of the stack, indented, custom components with what is inside them. */
  wxml?: string
  console: string[]
  requests: Traffic[]
}

/** Writes a phone's evidence as `<number>-<name>.png`, `.wxml`, `.console.txt`, `.requests.txt` and `.errors.txt`. */
export function writeEvidence(folder: string, number: number, evidence: Evidence, errors: ReportedError[]): void {
  mkdirSync(folder, { recursive: true })
  const write = (ending: string, content: string | Buffer | undefined) => {
    const file = join(folder, `${number}-${fileName(evidence.name)}.${ending}`)
    if (content === undefined) rmSync(file, { force: true })
    else writeFileSync(file, content)
  }
  write('png', evidence.screenshot)
  write('wxml', evidence.wxml)
  write('console.txt', lines(evidence.console))
  write('requests.txt', lines([printTraffic(evidence.requests)]))
  write('errors.txt', errors.length ? lines(errors.map(({ message, stack }) => `${message}\n${stack}`)) : undefined)
}

/** A name for a file, from any text: letters of every script stay, the rest becomes dashes. */
export function fileName(text: string): string {
  const plain = text.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  return [...plain].slice(0, 60).join('') || 'unnamed'
}

function lines(texts: string[]): string {
  return texts.filter(Boolean).join('\n') + '\n'
}
