import { mkdirSync, rmSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import type { Circus } from '@jest/types'
import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment'
import { TestEnvironment } from 'jest-environment-node'
import { fileName, writeEvidence } from './evidence'
import { watchPhones, type WatchedPhone } from './open-phones'
import type { ReportedError } from './runtime/phone'

type PhoneError = ReportedError & { phone: WatchedPhone }

/**
 * Jest's environment for specs that drive phones: `testEnvironment: 'weapp-host/jest-environment'`.
 *
 * - A spec that fails leaves, for every phone its file has open, a screenshot, the WXML of the page stack, the console
 *   and the requests in a folder that the failure names: `test-output/<test file>/<spec>`, or below
 *   `testEnvironmentOptions: { output: 'folder' }`, from the root of the project.
 * - An uncaught error of the mini-program fails the spec that it happened in, even if the spec's own expectations hold,
 *   unless the spec said `phone.expectErrors('text')` before, or took it by `phone.takeErrors()`.
 */
export default class PhoneEnvironment extends TestEnvironment {
  private readonly phones: Set<WatchedPhone>
  private readonly root: string
  private readonly folder: string
  /** Specs that have their evidence. */
  private readonly told = new Set<unknown>()

  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context)
    this.phones = watchPhones(this.global)
    const { rootDir, testEnvironmentOptions } = config.projectConfig
    const output = typeof testEnvironmentOptions.output === 'string' ? testEnvironmentOptions.output : 'test-output'
    this.root = rootDir
    const file = relative(rootDir, context.testPath).replace(/\.(test|spec)?\.?[cm]?[jt]sx?$/, '')
    this.folder = resolve(rootDir, output, fileName(file))
  }

  override async setup(): Promise<void> {
    await super.setup()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Jest calls it for everything that happens in a test file. */
  async handleTestEvent(event: Circus.AsyncEvent, state: Circus.State): Promise<void> {
    if (event.name === 'test_start') for (const phone of this.phones) phone.endExpectations()
    else if (event.name === 'test_fn_success') await this.fail(event.test)
    else if (event.name === 'test_fn_failure') await this.explain(event.test, event.error)
    else if (event.name === 'hook_failure') await this.explain(event.test, event.error)
    else if (event.name === 'test_done') await this.fail(event.test)
    else if (event.name === 'run_finish') {
      const errors = await this.takeErrors()
      if (errors.length) state.unhandledErrors.push(uncaught(errors))
    }
  }

  /** Fails a spec for errors that its own expectations did not see. */
  private async fail(test: Circus.TestEntry): Promise<void> {
    const errors = await this.takeErrors()
    if (errors.length === 0) return
    const error = uncaught(errors)
    test.errors.push([error, test.asyncError])
    await this.leaveEvidence(test, error, errors, '')
  }

  /** Leaves evidence of a failure, and says where. */
  private async explain(test: Circus.TestEntry | undefined, error: unknown): Promise<void> {
    const errors = await this.takeErrors()
    const [first] = errors
    await this.leaveEvidence(test, error, errors, first ? `\nUncaught in the mini-program: ${first.message}` : '')
  }

  private async leaveEvidence(
    test: Circus.TestEntry | undefined,
    error: unknown,
    errors: PhoneError[],
    more: string,
  ): Promise<void> {
    if (this.phones.size === 0 || this.told.has(test)) return
    this.told.add(test)
    const folder = join(this.folder, test ? fileName(titleOf(test)) : 'hooks')
    mkdirSync(folder, { recursive: true })
    let number = 0
    for (const phone of this.phones) {
      const own = errors.filter((error) => error.phone === phone)
      writeEvidence(folder, ++number, await phone.evidence(), own)
    }
    const near = relative(this.root, folder)
    const where = `Left in ${near.startsWith('..') || isAbsolute(near) ? folder : near}: ${number} phone${number === 1 ? '' : 's'}`
    tell(error, where + more)
  }

  private async takeErrors(): Promise<PhoneError[]> {
    const errors: PhoneError[] = []
    for (const phone of this.phones) {
      for (const error of await phone.takeErrors()) errors.push({ ...error, phone })
      if (phone.isClosed) this.phones.delete(phone)
    }
    return errors
  }
}

function titleOf(test: Circus.TestEntry): string {
  const titles = [test.name]
  // The outermost block is Jest's own.
  for (let block = test.parent; block.parent; block = block.parent) titles.unshift(block.name)
  return titles.join(' ')
}

function uncaught(errors: PhoneError[]): Error {
  const error = new Error(`The mini-program did not catch: ${errors.map(({ message }) => message).join('; ')}`)
  error.stack = `${error.message}\n${errors.map(({ stack }) => stack).join('\n')}`
  return error
}

/** Adds a line to the message of a failure, above its stack. */
function tell(error: unknown, line: string): void {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return
  const failure = error as { stack?: string }
  const stack = failure.stack ?? ''
  const frames = stack.search(/\n\s+at /)
  failure.stack = frames < 0 ? `${stack}\n\n${line}` : `${stack.slice(0, frames)}\n\n${line}${stack.slice(frames)}`
}
