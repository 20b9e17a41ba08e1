import type { SubscribeAnswer } from '../settings'
import { needsTap } from './taps'
import { WxError, type Api, type Options } from './api'

const MOST_TEMPLATES = 5

/** What the person has decided for good, by template id. */
export function alwaysAnswers({ phone }: Api): Record<string, SubscribeAnswer> {
  return (phone.memory.get('subscriptions') ?? {}) as Record<string, SubscribeAnswer>
}

/** wx.requestSubscribeMessage: asks for each template, tells the sandbox, and answers by template id. */
export async function subscribe(api: Api, { tmplIds }: Options): Promise<Options> {
  const { phone } = api
  const { fixtures } = phone.settings
  if (tmplIds !== undefined && !Array.isArray(tmplIds))
    throw new WxError('TmplIds should be an array', { errCode: 10004 })
  const ids = tmplIds as string[] | undefined
  if (!ids?.length) throw new WxError("TmplIds can't be empty", { errCode: 10001 })
  if (ids.length > MOST_TEMPLATES) throw new WxError('TmplIds length must not exceed 5', { errCode: 20003 })
  needsTap(api)
  if (!phone.app.isShown) throw new WxError("can't show the subscribe UI", { errCode: 10005 })
  if (!phone.network.isOnline) throw new WxError('request list fail', { errCode: 10002 })
  if (fixtures.subscribe === 'fail') throw new WxError('request subscribe fail', { errCode: 10003 })
  if (!fixtures.subscribeSwitch) throw new WxError('The main switch is switched off', { errCode: 20004 })
  const always = alwaysAnswers(api)
  const open = ids.filter((id) => !always[id])
  const answers = { ...always, ...(open.length ? await ask(api, open) : {}) }
  const told = Object.fromEntries(ids.map((id) => [id, answers[id]!]))
  const clear = Object.entries(told).filter(([, answer]) => answer === 'accept' || answer === 'reject')
  await phone.native.call('subscriptions', { answers: Object.fromEntries(clear) })
  phone.activation.note()
  return told
}

async function ask(api: Api, ids: string[]): Promise<Record<string, SubscribeAnswer>> {
  const { fixtures } = api.phone.settings
  const { subscribe } = fixtures
  let isAlways = fixtures.subscribeAlways
  let answers: Record<string, SubscribeAnswer>
  if (typeof subscribe === 'object') {
    answers = Object.fromEntries(ids.map((id) => [id, subscribe[id] ?? 'accept']))
  } else if (subscribe === 'ask') {
    const titles = ids.map((id) => fixtures.templates[id] ?? '服务进展通知')
    const choice = await api.phone.overlays.subscription(`${api.phone.project.name} 申请发送以下消息`, titles)
    isAlways = choice.isAlways
    answers = Object.fromEntries(ids.map((id) => [id, choice.isAccepted ? 'accept' : 'reject']))
  } else {
    answers = Object.fromEntries(ids.map((id) => [id, subscribe as SubscribeAnswer]))
  }
  if (isAlways) api.phone.memory.set('subscriptions', { ...alwaysAnswers(api), ...answers })
  return answers
}
