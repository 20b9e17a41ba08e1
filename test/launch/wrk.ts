import { join } from 'node:path'
import { canUnpackDebian, unpackDebian } from './debian'
import { defaultDataDir, findProgram, ignoresInstalledPrograms } from './paths'
import type { Log } from './progress'

/** A program and the environment that it needs. */
export interface LoadGenerator {
  program: string
  env: NodeJS.ProcessEnv
}

/** wrk: the one of this machine, or the distribution's package unpacked into the data folder. */
export async function findWrk(log: Log = () => undefined): Promise<LoadGenerator> {
  const installed = ignoresInstalledPrograms ? null : findProgram('wrk')
  if (installed) return { program: installed, env: process.env }
  if (!canUnpackDebian())
    throw new Error('wrk, which plays the phones, was not found. Install it (brew install wrk; apt-get install wrk).')
  const { dir, libraryPath } = await unpackDebian('wrk', ['wrk'], defaultDataDir, log)
  return { program: join(dir, 'usr/bin/wrk'), env: { ...process.env, LD_LIBRARY_PATH: libraryPath } }
}
