import { Refusal, newRid } from '../answer'
import type { Sandbox } from '../sandbox'
import { own } from '../state'
import { wordsIn } from '../words'
import type { Call, Endpoint } from './endpoint'

const MINUTE = 60_000
const MAX_MEDIA_BYTES = 10 * 1024 * 1024

export const securityApis: Endpoint[] = [
  {
    name: 'msg_sec_check',
    method: 'POST',
    path: '/wxa/msg_sec_check',
    needsToken: true,
    limit: { calls: 4_000, perMs: MINUTE, errcode: 44991 },
    answer: checkText,
  },
  {
    name: 'media_check_async',
    method: 'POST',
    path: '/wxa/media_check_async',
    needsToken: true,
    limit: { calls: 2_000, perMs: MINUTE, errcode: 44991 },
    answer: checkMedia,
  },
  { name: 'getuserriskrank', method: 'POST', path: '/wxa/getuserriskrank', needsToken: true, answer: riskRank },
]

function checkText({ sandbox, body }: Call): object {
  checkAsker(sandbox, body)
  const { content, title = '', nickname = '', signature = '' } = body
  if (typeof content !== 'string' || content === '') throw new Refusal(44002)
  if ([...content].length > 2500) throw new Refusal(45002)
  const [word] = wordsIn([content, title, nickname, signature].join('\n'))
  const result = { suggest: word?.suggest ?? 'pass', label: word?.label ?? 100 }
  const model = { strategy: 'content_model', errcode: 0, ...result, prob: word ? 98 : 90 }
  const keyword = word && { strategy: 'keyword', errcode: 0, ...result, level: 20, keyword: word.word }
  return { errcode: 0, errmsg: 'ok', trace_id: newRid(), result, detail: keyword ? [model, keyword] : [model] }
}

function checkMedia({ sandbox, body }: Call): object {
  checkAsker(sandbox, body)
  const { media_url: url, media_type: type } = body
  if (type !== 1 && type !== 2) throw new Refusal(40004)
  if (typeof url !== 'string' || !/^https?:\/\//.test(url)) throw new Refusal(47001)
  const traceId = newRid()
  void verdictOn(url).then((verdict) =>
    sandbox.push.later(
      {
        FromUserName: body['openid'],
        Event: 'wxa_media_check',
        appid: sandbox.options.appId,
        trace_id: traceId,
        version: 2,
        ...verdict,
      },
      200,
    ),
  )
  return { errcode: 0, errmsg: 'ok', trace_id: traceId }
}

/** The file is really downloaded. What is in it nobody looks at: its address says what the verdict shall be. */
async function verdictOn(url: string): Promise<object> {
  if (!(await isDownloadable(url))) return { errcode: -1008, errmsg: 'download failed', detail: [] }
  const suggest = url.includes('risky') ? 'risky' : url.includes('review') ? 'review' : 'pass'
  const label = suggest === 'pass' ? 100 : 20002
  const detail = [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }]
  return { errcode: 0, errmsg: 'ok', result: { suggest, label }, detail }
}

async function isDownloadable(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    const size = (await response.arrayBuffer()).byteLength
    return response.ok && size > 0 && size <= MAX_MEDIA_BYTES
  } catch {
    return false
  }
}

function riskRank({ sandbox, body }: Call): object {
  const { appid, openid, scene, client_ip } = body
  if (appid !== sandbox.options.appId) throw new Refusal(40013)
  const person = own(sandbox.state.people, openid)
  if (!person) throw new Refusal(40003)
  if (![0, 1, 2].includes(Number(scene)) || typeof client_ip !== 'string') throw new Refusal(40097)
  if (!sandbox.hasVisitedLately(person.openid)) throw new Refusal(61010)
  return { errcode: 0, errmsg: 'getuserriskrank succ', risk_rank: person.riskRank ?? 0, unoin_id: Date.now() }
}

function checkAsker(sandbox: Sandbox, { openid, scene, version }: Call['body']): void {
  if (typeof openid !== 'string' || !own(sandbox.state.people, openid)) throw new Refusal(40003)
  if (version !== 2) throw new Refusal(40097)
  if (![1, 2, 3, 4].includes(Number(scene))) throw new Refusal(40129)
  if (!sandbox.hasVisitedLately(openid)) throw new Refusal(61010)
}
