// Ends what a command started when that command is gone without having done so itself (kill -9, a crash). It reads the
// identities of the children, a line each, from a pipe that closes with the command, whatever ends it.
import { createInterface } from 'node:readline'
import { stopProcess } from './processes.mjs'

const GRACE_MS = 10_000

async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
  const children: string[] = []
  for await (const identity of createInterface({ input: process.stdin })) children.push(identity)
  // The last one started leans on those before it.
  for (const identity of children.reverse()) await stopProcess(identity, 'SIGTERM', GRACE_MS)
}

void main()
