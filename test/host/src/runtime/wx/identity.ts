import type { Api } from './api'
import { WxError } from './api'
import { plain } from './routes'

type Resolve = (answer: { event: string; buttonId?: string }) => void
type Listener = (resolve: Resolve, info: { referrer: string }) => void

/** The user's consent to the platform's privacy guide, as wx keeps it. */
export class Privacy {
  isAgreed: boolean
  listener?: Listener

  constructor(private readonly api: Api) {
    this.isAgreed = api.phone.settings.fixtures.privacy === 'accept'
  }

  /** A button with open-type agreePrivacyAuthorization was really tapped. */
  agree(buttonId: string): void {
    void buttonId
    this.isAgreed = true
  }

  /** Resolves when a function that touches personal data may go on. */
  async require(referrer: string): Promise<void> {
    if (this.isAgreed) return
    const listener = this.listener
    if (!listener) {
      const { project, overlays } = this.api.phone
      this.isAgreed = await overlays.authorize(
        `${project.name} 用户隐私保护提示`,
        '使用前请阅读并同意《用户隐私保护指引》',
      )
    } else {
      const answer = await new Promise<{ event: string }>((resolve) => listener(resolve, { referrer }))
      this.isAgreed = answer.event === 'agree'
    }
    if (!this.isAgreed) throw new WxError('privacy permission is not authorized', { errno: 103 })
  }
}

export function addIdentity(api: Api): Privacy {
  const { phone } = api
  const { fixtures } = phone.settings
  const privacy = new Privacy(api)
  api.async('login', async () => {
    if (fixtures.login === 'fail') throw new Error('system error')
    if (!phone.network.isOnline) throw new Error('network error')
    const { code } = await phone.native.call<{ code: string }>('login', {})
    return { code }
  })
  api.async('checkSession', () => undefined)
  api.async('getSetting', ({ withSubscriptions }) => ({
    authSetting: {},
    ...(withSubscriptions ? { subscriptionsSetting: { mainSwitch: true, itemSettings: {} } } : {}),
  }))
  api.async('openSetting', () => ({ authSetting: {} }))
  api.async('authorize', () => undefined)
  const anonymous = {
    nickName: '微信用户',
    avatarUrl: '',
    gender: 0,
    country: '',
    province: '',
    city: '',
    language: 'zh_CN',
  }
  api.async('getUserProfile', () => ({
    userInfo: anonymous,
    rawData: JSON.stringify(anonymous),
    signature: '',
    encryptedData: '',
    iv: '',
  }))
  api.async('getUserInfo', () => ({
    userInfo: anonymous,
    rawData: JSON.stringify(anonymous),
    signature: '',
    encryptedData: '',
    iv: '',
  }))
  api.async('requestSubscribeMessage', (options) => subscribe(api, options))
  api.async('getPrivacySetting', () => ({
    needAuthorization: !privacy.isAgreed,
    privacyContractName: '《用户隐私保护指引》',
  }))
  api.async('requirePrivacyAuthorize', () => privacy.require('requirePrivacyAuthorize'))
  api.async('openPrivacyContract', () => phone.record('openPrivacyContract', {}))
  api.sync('onNeedPrivacyAuthorization', (listener: Listener) => void (privacy.listener = listener))
  api.kinds.set('onNeedPrivacyAuthorization', 'listener')
  api.async('requestPayment', (options) => phone.record('requestPayment', plain(options)))
  api.async('openCustomerServiceChat', (options) => phone.record('openCustomerServiceChat', plain(options)))
  return privacy
}

/** Asks for each template, tells the sandbox what was answered, and returns the answers by template id. */
async function subscribe(api: Api, { tmplIds }: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { phone } = api
  const ids = tmplIds as string[] | undefined
  if (!ids?.length) throw new WxError('TmplIds can’t be empty', { errCode: 10001 })
  if (ids.length > 5) throw new WxError('TmplIds length must not exceed 5', { errCode: 20003 })
  const { prompts, fixtures } = phone.settings
  const accepts =
    prompts === 'ask'
      ? await phone.overlays.authorize(`${phone.project.name} 申请发送以下消息`, '服务进展通知（一次性订阅）')
      : fixtures.subscribe === 'accept'
  const answers = Object.fromEntries(ids.map((id) => [id, accepts ? 'accept' : 'reject']))
  await phone.native.call('subscriptions', { answers })
  return answers
}
