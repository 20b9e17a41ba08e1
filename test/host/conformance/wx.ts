import type { Driver } from '../src/driver'

/** What a wx function told its success or fail callback. */
export interface Outcome {
  errMsg: string
  errno?: number
  [field: string]: unknown
}

type Settle = (outcome: Outcome) => void
type Method = (options: object) => unknown

/** The mini-program's wx, inside of functions that are evaluated there. */
declare const wx: Record<string, Method> & { getFileSystemManager(): Record<string, (...values: unknown[]) => unknown> }

/** Calls a wx function with callbacks, in the mini-program. Resolves with the outcome, good or bad. */
export function call(app: Driver, name: string, options: object = {}): Promise<Outcome> {
  return app.evaluate(
    (name: string, options: object) =>
      new Promise((resolve: Settle) => {
        wx[name]!({ ...options, success: resolve, fail: resolve })
      }),
    name,
    options,
  ) as Promise<Outcome>
}

/** The same for a method of FileSystemManager. */
export function file(app: Driver, name: string, options: object = {}): Promise<Outcome> {
  return app.evaluate(
    (name: string, options: object) =>
      new Promise((resolve: Settle) => {
        wx.getFileSystemManager()[name]!({ ...options, success: resolve, fail: resolve })
      }),
    name,
    options,
  ) as Promise<Outcome>
}

/** A Sync method of FileSystemManager: what it returns, or the message of what it throws. */
export function fileNow(app: Driver, name: string, ...values: unknown[]): Promise<unknown> {
  return app.evaluate(
    (name: string, values: unknown[]) => {
      try {
        return wx.getFileSystemManager()[name]!(...values) ?? 'done'
      } catch (error) {
        return (error as Error).message
      }
    },
    name,
    values,
  )
}
