import { WxError, type Api, type Options } from './api'
import { required } from './device'
import { plain } from './routes'
import { needsTap } from './taps'

/** Sharing beside cards: the menu, files and videos, private messages and groups. */
export function addSharing(api: Api): void {
  const { phone } = api
  const useTicket = ({ withShareTicket }: Options) => {
    if (typeof withShareTicket === 'boolean') phone.share.withShareTicket = withShareTicket
  }
  api.async('showShareMenu', (options) => {
    phone.share.isMenuHidden = false
    useTicket(options)
    phone.record('showShareMenu', plain(options))
  })
  api.async('hideShareMenu', ({ menus }) => {
    const hidden = (menus as string[] | undefined) ?? ['shareAppMessage', 'shareTimeline']
    if (hidden.includes('shareAppMessage')) phone.share.isMenuHidden = true
  })
  api.async('updateShareMenu', (options) => {
    const { isPrivateMessage, activityId } = options
    if (isPrivateMessage === true) required(options, 'activityId', 'String')
    useTicket(options)
    // A private message goes with its ticket, or nobody could prove that it is theirs.
    if (isPrivateMessage === true && phone.share.withShareTicket) phone.share.activityId = String(activityId)
    if (isPrivateMessage === false) delete phone.share.activityId
    phone.record('updateShareMenu', plain(options))
  })
  for (const [name, field] of [
    ['shareFileMessage', 'filePath'],
    ['shareVideoMessage', 'videoPath'],
  ] as const) {
    api.async(name, async (options) => {
      const filePath = required(options, field, 'String')
      needsTap(api)
      await phone.native.call('fs', { method: 'access', options: { path: filePath } })
      phone.record(name, plain(options))
    })
  }
  api.async('authPrivateMessage', ({ shareTicket }) => {
    if (shareTicket === undefined || shareTicket !== phone.app.enterOptions.shareTicket) {
      throw new WxError('invalid shareTicket', { errCode: -3 })
    }
    return phone.native.call('private-message', { shareTicket })
  })
  api.async('getGroupEnterInfo', () => {
    const { shareTicket } = phone.app.enterOptions
    if (shareTicket === undefined) throw new WxError('not from group', { errCode: 40097 })
    return phone.native.call('group-info', { shareTicket })
  })
  api.async('getShareInfo', ({ shareTicket }) => {
    if (shareTicket === undefined || shareTicket !== phone.app.enterOptions.shareTicket) {
      throw new WxError('invalid shareTicket')
    }
    return { encryptedData: '', iv: '' }
  })
}
