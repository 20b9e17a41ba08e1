import type { OpenPage } from '../open-page'
import type { WxError } from '../wx/api'
import { pick } from '../wx/choose'
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
      // The consent comes first: the other type of the same button may need it.
      const types = tag.prop<string>('openType').split('|')
      for (const type of types.sort((a) => (a === 'agreePrivacyAuthorization' ? -1 : 0))) OPEN_TYPES[type]?.(tag)
    })
  },
}

/** What a button can open. */
export const OPEN_TYPES: Record<string, ((tag: Tag) => void) | undefined> = {
  share: (tag) => {
    const page = pageOf(tag)
    const { id, dataset } = tag.component
    if (page) void tag.phone.share.share(page, 'button', { id, dataset: { ...dataset }, offsetLeft: 0, offsetTop: 0 })
  },
  getPhoneNumber: (tag) => void givePhoneNumber(tag, 'getphonenumber', 'getPhoneNumber'),
  getRealtimePhoneNumber: (tag) => void givePhoneNumber(tag, 'getrealtimephonenumber', 'getRealtimePhoneNumber'),
  agreePrivacyAuthorization: (tag) => {
    tag.phone.privacy.agree(tag.component.id)
    tag.trigger('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
  },
  chooseAvatar: (tag) => void chooseAvatar(tag),
  contact: (tag) => {
    tag.phone.record('contact', { sessionFrom: tag.prop('sessionFrom') })
    tag.trigger('contact', { errMsg: 'enterContact:ok', path: '', query: {} })
  },
  openSetting: (tag) => {
    const { permissions } = tag.phone
    const tell = () => tag.trigger('opensetting', { errMsg: 'openSetting:ok', authSetting: permissions.setting })
    void permissions.openSettings().then(tell)
  },
  feedback: (tag) => tag.phone.record('feedback', {}),
  launchApp: (tag) => tag.trigger('error', { errMsg: 'invalid scene' }),
}

/** WeChat hands out a one-time code for the number; the server exchanges it. */
async function givePhoneNumber(tag: Tag, event: string, api: string): Promise<void> {
  const { phone } = tag
  const { fixtures } = phone.settings
  const fail = (reason: string, fields: object = {}) =>
    tag.trigger(event, { ...fields, errMsg: `${api}:fail ${reason}` })
  try {
    await admit(tag, `button.${api}`)
    if (fixtures.phoneNumber === 'fail') return fail('jsapi has no permission', { errno: 1400001 })
    const isAllowed =
      fixtures.phoneNumber === 'ask'
        ? await phone.overlays.authorize(`${phone.project.name} 申请获取并验证你的手机号`, '用于验证身份与联系')
        : fixtures.phoneNumber === 'accept'
    if (!isAllowed) return fail('user deny')
    const { code } = await phone.native.call<{ code: string }>('phone-code', {})
    tag.trigger(event, { errMsg: `${api}:ok`, code, encryptedData: '', iv: '' })
  } catch (error) {
    fail((error as Error).message, (error as WxError).fields)
  }
}

/** The person picks a picture of themselves; nothing is told when they do not. */
async function chooseAvatar(tag: Tag): Promise<void> {
  try {
    await admit(tag, 'button.chooseAvatar')
    const [picture] = await pick(tag.phone, ['image'], 1)
    tag.trigger('chooseavatar', { avatarUrl: picture!.path })
  } catch (error) {
    const { message, fields } = error as WxError
    if (message !== 'cancel') tag.trigger('chooseavatar', { ...fields, errMsg: `chooseAvatar:fail ${message}` })
  }
}

/** Throws when it is not declared, or the person has not agreed to the privacy guide. */
async function admit({ phone }: Tag, name: string): Promise<void> {
  phone.guard.admit(name)
  await phone.privacy.require(name.replace('button.', ''))
}

function pageOf(tag: Tag): OpenPage | undefined {
  return tag.phone.pages.alive.find((page) => page.frame.contains(tag.dom))
}
