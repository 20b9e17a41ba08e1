import { Injectable, type PipeTransform } from '@nestjs/common'
import { purposes, type Purpose } from '@quanke/shared/domain/consent'
import { Refused } from '../core/refused'

/** A purpose in a path. One that does not exist was never given. */
@Injectable()
export class PurposePipe implements PipeTransform<string, Purpose> {
  transform(value: string): Purpose {
    const purpose = purposes.find((known) => known === value)
    if (!purpose) throw new Refused('consent_not_given')
    return purpose
  }
}
