import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common'
import { compiled, type Contract } from './compiled'
import { refusedFor } from './field-messages'

/**
 * Checks every body and query against its contract, and refuses what does not keep it with a sentence for each field. Unknown fields are refused, not
 * dropped, so that a misspelt one is noticed. Contracts of hot routes are checked by a compiled function: what passes is handed on as it is, what
 * does not is looked at again by the one that can explain.
 */
export class ContractPipe extends ValidationPipe {
  private readonly hot: Map<unknown, (value: unknown) => boolean>

  constructor(hot: readonly Contract<unknown>[]) {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      stopAtFirstError: true,
      exceptionFactory: (errors) => refusedFor(errors),
    })
    this.hot = new Map(hot.map((contract) => [contract, compiled(contract)]))
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isValid = this.hot.get(metadata.metatype)
    return isValid?.(value) ? Promise.resolve(value) : super.transform(value, metadata)
  }
}
