import { Injectable, type PipeTransform } from '@nestjs/common'
import { Refused } from './refused'

/** An id in a path. What cannot be an id is a malformed request, not a missing thing. */
@Injectable()
export class IdPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (typeof value === 'string' && /^[1-9]\d{0,18}$/u.test(value)) return value
    throw new Refused('invalid_request', [{ field: 'id', message: '编号格式不正确' }])
  }
}
