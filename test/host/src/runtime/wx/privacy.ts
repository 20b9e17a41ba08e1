import { privacyScopeOf } from '../limits/privacy-scopes'
import type { Phone } from '../phone'
import { WxError, type Api } from './api'

type Answer = { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }
type Listener = (resolve: (answer: Answer) => void, info: { referrer: string }) => void

const PEACE_MS = 10_000
const CONTRACT = '《用户隐私保护指引》'

/** The person's consent to the platform's privacy guide. It stays until the mini-program is removed from the phone. */
export class Privacy {
  listener?: Listener
  private refusedAt = -Infinity
  private agreedButton?: string
  private pending?: Promise<void>

  constructor(private readonly phone: Phone) {}

  get isAgreed(): boolean {
    return this.phone.settings.fixtures.privacy === 'accept' || this.phone.memory.get('privacy') === true
  }

  /** A button with open-type agreePrivacyAuthorization was really tapped. */
  agree(buttonId: string): void {
    this.agreedButton = buttonId
    this.phone.memory.set('privacy', true)
  }

  /** Resolves when a function that touches personal data may go on; several at once ask only once. */
  async require(referrer: string): Promise<void> {
    if (this.isAgreed) return
    if (performance.now() - this.refusedAt < PEACE_MS) throw refusal(103)
    this.pending ??= this.ask(referrer).finally(() => (this.pending = undefined))
    await this.pending
  }

  private async ask(referrer: string): Promise<void> {
    const isAgreed = this.listener ? await this.askMiniProgram(this.listener, referrer) : await this.askPerson()
    if (isAgreed) return this.phone.memory.set('privacy', true)
    this.refusedAt = performance.now()
    throw refusal(104)
  }

  /** The mini-program shows a dialog of its own; to agree, its agree button must have been tapped. */
  private askMiniProgram(listener: Listener, referrer: string): Promise<boolean> {
    this.agreedButton = undefined
    return new Promise((resolve) => {
      const answer = ({ event, buttonId }: Answer) => {
        if (event === 'exposureAuthorization') return
        const wasTapped = this.agreedButton !== undefined && (!buttonId || buttonId === this.agreedButton)
        if (event === 'agree' && !wasTapped) this.phone.guard.say('error', `没有点击 id 为 ${buttonId} 的同意按钮`)
        resolve(event === 'agree' && wasTapped)
      }
      this.phone.attempt(() => listener(answer, this.phone.realm.adopt({ referrer })))
    })
  }

  private askPerson(): Promise<boolean> {
    const { project, overlays, settings } = this.phone
    if (settings.fixtures.privacy === 'refuse') return Promise.resolve(false)
    return overlays.authorize(`${project.name} 用户隐私保护提示`, `使用前请阅读并同意${CONTRACT}`)
  }
}

/** Whether wx.NAME, a tag or a button of this name waits for the consent. */
export function needsConsent(name: string): boolean {
  return privacyScopeOf(name) !== undefined
}

export function addPrivacy(api: Api, privacy: Privacy): void {
  const { phone } = api
  api.async('getPrivacySetting', () => ({ needAuthorization: !privacy.isAgreed, privacyContractName: CONTRACT }))
  api.async('requirePrivacyAuthorize', () => privacy.require('requirePrivacyAuthorize'))
  api.async('openPrivacyContract', () => phone.record('openPrivacyContract', {}))
  api.sync('onNeedPrivacyAuthorization', (listener: Listener) => void (privacy.listener = listener))
  api.kinds.set('onNeedPrivacyAuthorization', 'listener')
}

function refusal(errno: number): WxError {
  return new WxError('privacy permission is not authorized', { errno })
}
