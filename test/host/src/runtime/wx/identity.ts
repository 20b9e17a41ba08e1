import { WxError, type Api, type Options } from './api'
import { Permissions } from './permissions'
import { needsTap } from './taps'
import { alwaysAnswers, subscribe } from './subscribe'

const OFTEN = 4
const SECOND_MS = 1000

/** Who the person is and what they allow. */
export function addIdentity(api: Api, permissions: Permissions): void {
  const { phone } = api
  const { fixtures } = phone.settings
  const limited = rateLimit(api)
  api.async('login', async () => {
    limited('login')
    if (fixtures.login === 'fail') throw new Error('system error')
    if (!phone.network.isOnline) throw new Error('network error')
    const { code } = await phone.native.call<{ code: string }>('login', {})
    phone.memory.set('session', true)
    return { code }
  })
  api.async('checkSession', () => {
    limited('checkSession')
    // Only who has logged in has a session.
    if (phone.memory.get('session') !== true) throw new WxError('session time out', { errno: 1, errCode: -13001 })
  })
  api.async('getSetting', ({ withSubscriptions }) => {
    limited('getSetting')
    return { authSetting: permissions.setting, ...(withSubscriptions ? subscriptions(api) : {}) }
  })
  api.async('openSetting', async ({ withSubscriptions }) => {
    needsTap(api)
    await permissions.openSettings()
    return { authSetting: permissions.setting, ...(withSubscriptions ? subscriptions(api) : {}) }
  })
  api.async('authorize', async ({ scope }) => {
    if (typeof scope !== 'string' || !Permissions.isScope(scope))
      throw new WxError('invalid scope', { errCode: -12001 })
    await permissions.require(scope)
  })
  api.async('getUserProfile', ({ desc, lang }) => {
    limited('getUserProfile')
    if (typeof desc !== 'string')
      throw new Error('parameter error: parameter.desc should be String instead of Undefined;')
    needsTap(api)
    return anonymous(lang)
  })
  api.async('getUserInfo', ({ lang }) => {
    limited('getUserInfo')
    return anonymous(lang)
  })
  api.async('requestSubscribeMessage', (options) => subscribe(api, options))
  for (const name of ['chooseAddress', 'chooseInvoice', 'chooseInvoiceTitle', 'chooseLicensePlate', 'chooseContact']) {
    api.async(name, () => {
      throw new Error('cancel')
    })
  }
  api.async('getWeRunData', () => ({ encryptedData: '', iv: '' }))
  addAccount(api)
}

function addAccount(api: Api): void {
  const { phone } = api
  api.sync('getAccountInfoSync', () => ({
    miniProgram: { appId: phone.project.appId, envVersion: 'develop', version: '' },
    plugin: {},
  }))
  api.async('checkIsAddedToMyMiniProgram', () => ({ added: false }))
  api.async('checkIsSupportSoterAuthentication', () => ({ supportMode: [] }))
  api.async('checkIsSoterEnrolledInDevice', () => {
    throw new WxError('not support', { errCode: 90003, isEnrolled: false })
  })
  api.async('startSoterAuthentication', () => {
    throw new WxError('not support', { errCode: 90003 })
  })
}

function subscriptions(api: Api): Options {
  const mainSwitch = api.phone.settings.fixtures.subscribeSwitch
  return { subscriptionsSetting: { mainSwitch, itemSettings: alwaysAnswers(api) } }
}

/** What is left of the old way to a person's name: everybody is the same. */
function anonymous(lang: unknown): Options {
  const place = { country: '', province: '', city: '', language: (lang as string | undefined) ?? 'en' }
  const userInfo = { nickName: '微信用户', avatarUrl: '', gender: 0, ...place, is_demote: true }
  return { userInfo, rawData: JSON.stringify(userInfo), signature: '', encryptedData: '', iv: '' }
}

/** Throws when a function is called for the fifth time within a second. */
function rateLimit({ phone }: Api): (name: string) => void {
  const calls: Record<string, number[]> = {}
  return (name) => {
    const now = performance.now()
    const recent = (calls[name] ?? []).filter((at) => now - at < SECOND_MS)
    calls[name] = [...recent, now]
    if (recent.length >= OFTEN && phone.guard.holds('rates')) throw new WxError('invoke too frequently')
  }
}
