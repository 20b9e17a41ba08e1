import type { Phone } from '../phone'
import type { Methods } from './automator'
import { textOf } from './params'

type Action = (data: Record<string, unknown>) => unknown

/** The automator's Native class: answers what WeChat's own interface asks, and presses its controls. */
export function nativeMethods(phone: Phone): Methods {
  const actions = new Map<string, Action>([...navigation(phone), ...answers(phone), ...sharing(phone)])
  return {
    'Tool.native': async ({ data, ...params }) => {
      const method = textOf(params, 'method')
      const action = actions.get(method)
      if (!action) throw new Error(`native.${method} not exists`)
      await action((data ?? {}) as Record<string, unknown>)
    },
  }
}

function navigation({ pages, homePath }: Phone): [string, Action][] {
  const goHome = () => {
    if (pages.top?.path === homePath && pages.stack.length === 1) throw new Error('this is the home page')
    return pages.open('reLaunch', `/${homePath}`)
  }
  const left = () => {
    const { top, stack } = pages
    if (stack.length > 1) return pages.back()
    if (top?.bar.hasHomeButton) return goHome()
    throw new Error('there is no button at the left of the navigation bar')
  }
  return [
    ['goHome', goHome],
    ['navigateLeft', left],
    ['switchTab', ({ url }) => pages.open('switchTab', String(url))],
  ]
}

function answers({ overlays }: Phone): [string, Action][] {
  const answer = (kinds: string[], choose: (choices: string[]) => number) => () => {
    const { prompt } = overlays
    if (!prompt || !kinds.includes(prompt.kind)) throw new Error(`no ${kinds[0]} is open`)
    prompt.answer(choose(prompt.choices))
  }
  const last = (choices: string[]) => choices.length - 1
  const cancel = (choices: string[]) => {
    if (choices.length < 2) throw new Error('the modal has no button to cancel it')
    return 0
  }
  return [
    ['confirmModal', answer(['modal'], last)],
    ['cancelModal', answer(['modal'], cancel)],
    ['authorizeAllow', answer(['authorize'], last)],
    ['authorizeCancel', answer(['authorize'], () => 0)],
    ['closePaymentDialog', answer(['payment'], () => 0)],
  ]
}

/** A share card that was made waits for the person to send it or not. */
function sharing({ overlays, share }: Phone): [string, Action][] {
  const answered = new WeakSet<object>()
  const answer = (isSent: boolean) => () => {
    const { prompt } = overlays
    if (prompt?.kind === 'share') return prompt.answer(isSent ? prompt.choices.length - 1 : 0)
    const card = share.last
    if (!card || answered.has(card)) throw new Error('no share card is open')
    answered.add(card)
    if (!isSent) share.last = undefined
  }
  return [
    ['shareConfirm', answer(true)],
    ['shareCancel', answer(false)],
  ]
}
