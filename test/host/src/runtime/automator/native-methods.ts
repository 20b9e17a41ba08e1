import type { Phone } from '../phone'
import type { Methods } from './automator'

/** The automator's Native class: answers what WeChat's own interface asks. */
export function nativeMethods(phone: Phone): Methods {
  const answer = (kind: string, choice: (choices: string[]) => number) => () => {
    const prompt = phone.overlays.prompt
    if (!prompt || prompt.kind !== kind) throw new Error(`no ${kind} is open`)
    prompt.answer(choice(prompt.choices))
    return {}
  }
  const last = (choices: string[]) => choices.length - 1
  const actions: Record<string, (data: Record<string, unknown>) => unknown> = {
    goHome: () => phone.pages.open('reLaunch', `/${phone.homePath}`),
    navigateLeft: () => phone.pages.back(),
    confirmModal: answer('modal', last),
    cancelModal: answer('modal', () => 0),
    switchTab: ({ url }) => phone.pages.open('switchTab', String(url)),
    authorizeAllow: answer('authorize', last),
    authorizeCancel: answer('authorize', () => 0),
    closePaymentDialog: answer('payment', () => 0),
    shareConfirm: () => phone.share.last ?? fail('no share card is open'),
    shareCancel: () => (phone.share.last ? undefined : fail('no share card is open')),
  }
  return {
    'Tool.native': async ({ method, data }) => {
      const action = actions[String(method)]
      if (!action) throw new Error(`native.${String(method)} not exists`)
      await action((data ?? {}) as Record<string, unknown>)
      return {}
    },
  }
}

function fail(reason: string): never {
  throw new Error(reason)
}
