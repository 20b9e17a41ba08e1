import { Refusal } from '../answer'
import type { Endpoint } from './endpoint'

const DAILY = 1_000_000

export const diagnosisApis: Endpoint[] = [
  {
    name: 'quota.get',
    method: 'POST',
    path: '/cgi-bin/openapi/quota/get',
    needsToken: true,
    answer({ sandbox, body }) {
      const path = body['cgi_path']
      if (typeof path !== 'string') throw new Refusal(47001)
      if (path.startsWith('/sns/')) throw new Refusal(76022)
      const used = sandbox.calls.of().filter((call) => call.path === path).length
      return { errcode: 0, errmsg: 'ok', quota: { daily_limit: DAILY, used, remain: DAILY - used } }
    },
  },
  {
    name: 'rid.get',
    method: 'POST',
    path: '/cgi-bin/openapi/rid/get',
    needsToken: true,
    answer({ sandbox, body }) {
      const call = sandbox.calls.withRid(String(body['rid']))
      if (!call) throw new Refusal(76001)
      if (call.path.startsWith('/sns/')) throw new Refusal(76022)
      const request = {
        invoke_time: Math.floor(call.at / 1000),
        cost_in_ms: 1,
        request_url: new URLSearchParams(call.query as Record<string, string>).toString(),
        request_body: JSON.stringify(call.body),
        response_body: JSON.stringify({ errcode: call.errcode ?? 0 }),
        client_ip: '127.0.0.1',
      }
      return { errcode: 0, errmsg: 'ok', request }
    },
  },
]
