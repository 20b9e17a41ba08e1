import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, typescriptFlags } from './paths'
import { identityOf, isRunning, stopProcess } from './processes.mjs'

export interface Child {
  name: string
  pid: number
  logFile: string
  /** Says how it ended; never rejects. */
  ended: Promise<string>
  /** Asks it to end and waits; after `graceMs` it is killed. */
  stop(graceMs: number): Promise<void>
  isRunning(): boolean
  lastLines(count?: number): string
}

export interface Children {
  /** Runs Node with these arguments; what it writes goes to `logFile`, begun anew. */
  start(name: string, args: string[], options: { env: NodeJS.ProcessEnv; logFile: string }): Child
  /** To be called when all children were stopped: lets the reaper go. */
  close(): void
}

/** Ends the processes it was told of when this process is gone without having done so itself. */
export function openReaper(): { watch(pid: number): string; close(): void } {
  const reaper = spawn(process.execPath, [...typescriptFlags, join(__dirname, 'reaper.ts')], {
    cwd: root,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  reaper.on('error', () => undefined)
  reaper.stdin.on('error', () => undefined)
  reaper.unref()
  return {
    watch(pid) {
      const identity = identityOf(pid) ?? `${pid}-0`
      reaper.stdin.write(`${identity}\n`)
      return identity
    },
    close: () => reaper.stdin.end(),
  }
}

/** Children that never outlive this process, whatever ends it. */
export function openChildren(): Children {
  const reaper = openReaper()
  return {
    start(name, args, { env, logFile }) {
      mkdirSync(dirname(logFile), { recursive: true })
      const log = openSync(logFile, 'w')
      // A session of its own, so that Ctrl-C reaches only us and we can stop things in their order.
      const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ['ignore', log, log] })
      closeSync(log)
      const identity = reaper.watch(child.pid ?? 0)
      return {
        name,
        pid: child.pid ?? 0,
        logFile,
        ended: new Promise((resolve) => {
          child.on('error', (error) => resolve(`could not be started: ${error.message}`))
          child.on('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`))
        }),
        stop: (graceMs) => stopProcess(identity, 'SIGTERM', graceMs),
        isRunning: () => isRunning(identity),
        lastLines: (count = 15) => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n'),
      }
    },
    close: () => reaper.close(),
  }
}
