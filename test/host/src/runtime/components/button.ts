import type { OpenPage } from '../open-page'
import { tagAround, type BuiltIn, type Tag } from './built-in'

export const button: BuiltIn = {
  name: 'button',
  props: {
    ...{ size: 'default', type: '', plain: false, disabled: false, loading: false, formType: '', openType: '' },
    ...{ hoverClass: 'button-hover', hoverStopPropagation: false, hoverStartTime: 20, hoverStayTime: 70, lang: 'en' },
    ...{ sessionFrom: '', sendMessageTitle: '', sendMessagePath: '', sendMessageImg: '', appParameter: '' },
    ...{
      showMessageCard: false,
      name: '',
      phoneNumberNoQuotaToast: true,
      createliveactivity: false,
      needShowEntrance: true,
    },
  },
  reflect: ['size', 'type', 'plain', 'disabled', 'loading'],
  setup(tag) {
    tag.onTap(() => {
      const form = tagAround(tag.dom, 'form')
      if (tag.prop('formType') === 'submit') form?.component.triggerEvent('__submit', { button: tag.component })
      if (tag.prop('formType') === 'reset') form?.component.triggerEvent('__reset', {})
      for (const type of tag.prop<string>('openType').split('|')) OPEN_TYPES[type]?.(tag)
    })
  },
}

const OPEN_TYPES: Record<string, ((tag: Tag) => void) | undefined> = {
  share: (tag) => {
    const page = pageOf(tag)
    const { id, dataset } = tag.component
    if (page) void tag.phone.share.share(page, 'button', { id, dataset: { ...dataset }, offsetLeft: 0, offsetTop: 0 })
  },
  getPhoneNumber: (tag) => void givePhoneNumber(tag, 'getphonenumber', 'getPhoneNumber'),
  getRealtimePhoneNumber: (tag) => void givePhoneNumber(tag, 'getrealtimephonenumber', 'getRealtimePhoneNumber'),
  agreePrivacyAuthorization: (tag) => {
    tag.phone.wx.__host.privacy.agree(tag.component.id)
    tag.trigger('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
  },
  chooseAvatar: (tag) => {
    const refusal = tag.phone.guard.refusalOf('button.chooseAvatar')
    if (refusal)
      return tag.trigger('chooseavatar', { ...refusal.fields, errMsg: `chooseAvatar:fail ${refusal.message}` })
    const [first] = tag.phone.settings.fixtures.media
    if (first) tag.trigger('chooseavatar', { avatarUrl: first })
  },
  contact: (tag) => {
    tag.phone.record('contact', { sessionFrom: tag.prop('sessionFrom') })
    tag.trigger('contact', { errMsg: 'enterContact:ok', path: '', query: {} })
  },
  openSetting: (tag) => tag.trigger('opensetting', { errMsg: 'openSetting:ok', authSetting: {} }),
  feedback: (tag) => tag.phone.record('feedback', {}),
  launchApp: (tag) => tag.trigger('error', { errMsg: 'invalid scene' }),
}

/** WeChat hands out a one-time code for the number; the server exchanges it. */
async function givePhoneNumber(tag: Tag, event: string, api: string): Promise<void> {
  const { phone } = tag
  const { fixtures, prompts } = phone.settings
  const fail = (reason: string, errno?: number) =>
    tag.trigger(event, { errMsg: `${api}:fail ${reason}`, ...(errno ? { errno } : {}) })
  const refusal = phone.guard.refusalOf(`button.${api}`)
  if (refusal) return fail(refusal.message, 112)
  if (fixtures.phoneNumber === 'fail') return fail('no quota', 1400001)
  const accepts =
    prompts === 'ask'
      ? await phone.overlays.authorize(`${phone.project.name} 申请获取并验证你的手机号`, '用于验证身份与联系')
      : fixtures.phoneNumber === 'accept'
  if (!accepts) return fail('user deny')
  try {
    const { code } = await phone.native.call<{ code: string }>('phone-code', {})
    tag.trigger(event, { errMsg: `${api}:ok`, code, encryptedData: '', iv: '' })
  } catch (error) {
    fail((error as Error).message)
  }
}

function pageOf(tag: Tag): OpenPage | undefined {
  return tag.phone.pages.alive.find((page) => page.frame.contains(tag.dom))
}
