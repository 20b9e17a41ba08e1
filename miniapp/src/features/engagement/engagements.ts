import Taro from '@tarojs/taro'
import { isSinglePage, noteEnter, type EnterOptions } from '@/lib/launch'
import { EngagementBuffer, type Engagement } from './buffer'
import { tellChatGroup } from './chat-group'
import { sendEngagements } from './engagement.api'

let buffer: EngagementBuffer | null = null
const kept = (): EngagementBuffer => (buffer ??= new EngagementBuffer(sendEngagements))

/** Remembers what the person did and sends it in time, also after hours without network. On the single page of Moments nobody is known: nothing. */
export function record(engagement: Engagement): void {
  if (isSinglePage()) return
  kept().record(engagement)
}

/** Sends what is left from earlier, and again whenever the network comes back or the app leaves the front. */
export function startSending(): void {
  if (kept().size > 0) void kept().flush()
  Taro.onNetworkStatusChange(({ isConnected }) => {
    if (isConnected) void kept().flush()
  })
}

/** Throws away what was not sent yet: for who wants nothing of theirs to be kept. */
export function discard(): void {
  kept().clear()
}

/** Throws away what came by this share and was not sent yet. */
export function discardOf(shareCode: string): void {
  kept().clearShare(shareCode)
}

/** Sends at once what waits. */
export function flush(): Promise<void> {
  return kept().flush()
}

const CARD_PAGE = 'packages/referral/invitation/'

/** Records through which share the person came in, once for each enter. */
export function enter(options: EnterOptions): void {
  const arrival = noteEnter(options)
  // Whether a referral card with a ticket is for this person turns out on its page; until then nobody has arrived.
  if (!arrival || (options.shareTicket && options.path?.startsWith(CARD_PAGE))) return
  record({ kind: 'arrived', subject: 'app', shareCode: arrival.code, scene: arrival.scene })
  void tellChatGroup(options, arrival)
}
