import type { ReportedError } from './runtime/phone'

/** Errors of a mini-program that nobody caught, and which of them a test means to happen. */
export class UncaughtErrors {
  private errors: ReportedError[] = []
  private expected: (string | RegExp)[] = []

  add(error: ReportedError): void {
    if (!this.isExpected(error)) this.errors.push(error)
  }

  /** Errors to come whose message contains the text, or matches, are no surprise. */
  expect(patterns: (string | RegExp)[]): void {
    this.expected.push(...patterns)
  }

  /** Those since the last time; then both they and what was expected are forgotten. */
  take(): ReportedError[] {
    this.expected = []
    return this.errors.splice(0)
  }

  private isExpected({ message }: ReportedError): boolean {
    return this.expected.some((pattern) =>
      typeof pattern === 'string' ? message.includes(pattern) : pattern.test(message),
    )
  }
}
