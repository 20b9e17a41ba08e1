import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { auditReport, type AuditReport } from 'weapp-host/audit'
import type { Observations } from 'weapp-host/observations'
import { HostServer } from 'weapp-host/server'
import { root } from '../launch/paths'

/** The origin that the mini-program is built for; the host leads it to the server of this run. */
const BUILT_FOR = process.env.TARO_APP_API ?? 'https://api.quanke.example'

const SHARED_BROWSER = '同一个浏览器里的几部手机共用处理器，与时间有关的规则会因此偏严。'

export interface Phones {
  /** Answers what belongs to the phones; false for all else. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** Scores what was seen on one phone by the rules of WeChat's 体验评分. */
  audit(seen: Observations): AuditReport
}

/** The compiled mini-program in the visitor's own browser, against this run's server and sandbox. */
export function openPhones(apiUrl: string, sandboxUrl: string): Phones {
  const host = new HostServer({
    dist: join(root, 'miniapp/dist'),
    api: { [BUILT_FOR]: apiUrl },
    sandbox: sandboxUrl,
    prompts: 'ask',
  })
  return {
    answer: (request, response) => host.handle(request, response),
    audit: (seen) => auditReport(seen, host.facts(), [SHARED_BROWSER]),
  }
}
