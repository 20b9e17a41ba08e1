import type { OpenPage } from './open-page'
import type { Phone } from './phone'
import { joinQuery } from './url'

/** A mini-program card as it would stand in a chat. */
export interface ShareCard {
  title: string
  path: string
  imageUrl?: string
  from: 'button' | 'menu'
  /** The mini-program wants to know the group that its card is opened in. */
  withShareTicket?: true
  /** A private message: the activity that it stands for. Only whoever it is sent to may open it. */
  activityId?: string
}

/** A page as it would stand in Moments. */
export interface Moment {
  title: string
  /** The page itself: Moments cannot lead anywhere else. */
  path: string
  query: string
  imageUrl?: string
}

const PROMISE_LIMIT_MS = 3000

/** Sharing by a button with open-type=share and by the capsule's menu. */
export class Sharing {
  last?: ShareCard
  isMenuHidden = false
  /** As wx.showShareMenu or wx.updateShareMenu last said. */
  withShareTicket = false
  /** The activity of a private message, while cards are to be such. */
  activityId?: string

  constructor(private readonly phone: Phone) {}

  /** Asks the page what to share, makes the card and hands it on. Without onShareAppMessage a default card. */
  async share(page: OpenPage, from: 'button' | 'menu', target?: unknown): Promise<ShareCard> {
    const fallback = { title: this.phone.project.name, path: `/${page.path}${joinQuery(page.query)}` }
    const answer = (this.phone.pages.call(page, 'onShareAppMessage', { from, target }) ?? {}) as Partial<ShareCard> & {
      promise?: PromiseLike<Partial<ShareCard>>
    }
    const late = answer.promise ? await this.within(answer.promise) : undefined
    const { title, path, imageUrl } = { ...answer, ...late }
    const card: ShareCard = {
      title: title ?? fallback.title,
      path: path ? `/${path.replace(/^\//, '')}` : fallback.path,
      ...(imageUrl ? { imageUrl } : {}),
      from,
      ...(this.withShareTicket ? { withShareTicket: true } : {}),
      ...(this.activityId === undefined ? {} : { activityId: this.activityId }),
    }
    this.last = card
    this.phone.announce('share', { ...card })
    return card
  }

  /** Asks the page what to show in Moments and hands it on. */
  async shareTimeline(page: OpenPage): Promise<Moment> {
    const answer = (this.phone.pages.call(page, 'onShareTimeline', {}) ?? {}) as Partial<Moment> & {
      promise?: PromiseLike<Partial<Moment>>
    }
    const late = answer.promise ? await this.within(answer.promise) : undefined
    const { title, query, imageUrl } = { ...answer, ...late }
    const moment: Moment = {
      title: title ?? this.phone.project.name,
      path: `/${page.path}`,
      query: query ?? joinQuery(page.query).slice(1),
      ...(imageUrl ? { imageUrl } : {}),
    }
    this.phone.announce('timeline', { ...moment })
    return moment
  }

  /** The menu behind the capsule's dots. */
  async openMenu(): Promise<void> {
    const page = this.phone.pages.top
    if (!page) return
    const canShare = typeof page.caller.onShareAppMessage === 'function' && !this.isMenuHidden
    const canShowMoment = canShare && typeof page.caller.onShareTimeline === 'function'
    const items = [
      ...(canShare ? ['转发给朋友'] : []),
      ...(canShowMoment ? ['分享到朋友圈'] : []),
      ...(typeof page.caller.onAddToFavorites === 'function' ? ['收藏'] : []),
      '返回首页',
      '重新进入小程序',
    ]
    const choice = await this.phone.overlays.actionSheet('', items)
    if (items[choice] === '转发给朋友') await this.share(page, 'menu')
    if (items[choice] === '分享到朋友圈') await this.shareTimeline(page)
    if (items[choice] === '收藏') this.addToFavorites(page)
    if (items[choice] === '返回首页')
      this.phone.attempt(() => this.phone.pages.open('reLaunch', `/${this.phone.homePath}`))
    if (items[choice] === '重新进入小程序') location.reload()
  }

  /** Asks the page what to keep among the user's favourites; recorded. */
  private addToFavorites(page: OpenPage): void {
    const answer = (this.phone.pages.call(page, 'onAddToFavorites', {}) ?? {}) as Partial<Moment>
    const { title = page.bar.title, imageUrl, query = joinQuery(page.query).slice(1) } = answer
    const image = imageUrl ? { imageUrl } : {}
    this.phone.record('addToFavorites', { title, query, path: `/${page.path}`, ...image })
  }

  /** WeChat waits three seconds for a promised card, then takes what it has. */
  private within<T>(promise: PromiseLike<T>): Promise<T | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), PROMISE_LIMIT_MS)
      promise.then(
        (card) => {
          clearTimeout(timer)
          resolve(card)
        },
        () => resolve(undefined),
      )
    })
  }
}
