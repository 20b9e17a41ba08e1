import type { LoggerService } from '@nestjs/common'
import type { Log } from './log.token'

/** Nest's own messages in the server's log. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(message: unknown): void {
    this.target.debug(String(message))
  }

  warn(message: unknown): void {
    this.target.warn(String(message))
  }

  error(message: unknown): void {
    this.target.error(
      message instanceof Error ? { err: message } : {},
      message instanceof Error ? message.message : String(message),
    )
  }

  fatal(message: unknown): void {
    this.target.fatal(String(message))
  }
}
