import type { Phone } from '../phone'
import { type Storage } from '../storage'
import { WxError } from './api'

/** Scope that a function needs, by name. */
const SCOPES: Record<string, string> = {
  getLocation: 'scope.userLocation',
  startLocationUpdate: 'scope.userLocation',
  getFuzzyLocation: 'scope.userFuzzyLocation',
  startLocationUpdateBackground: 'scope.userLocationBackground',
  saveImageToPhotosAlbum: 'scope.writePhotosAlbum',
  saveVideoToPhotosAlbum: 'scope.writePhotosAlbum',
  addPhoneContact: 'scope.addPhoneContact',
  addPhoneCalendar: 'scope.addPhoneCalendar',
  addPhoneRepeatCalendar: 'scope.addPhoneCalendar',
  openBluetoothAdapter: 'scope.bluetooth',
  createBLEPeripheralServer: 'scope.bluetooth',
  startRecord: 'scope.record',
  joinVoIPChat: 'scope.record',
  getWeRunData: 'scope.werun',
}

/** What WeChat writes in the prompt, by scope. */
const TITLES: Record<string, string> = {
  'scope.userLocation': '获取你的位置信息',
  'scope.userFuzzyLocation': '获取你的模糊位置信息',
  'scope.userLocationBackground': '后台获取你的位置信息',
  'scope.writePhotosAlbum': '保存图片或视频到你的相册',
  'scope.addPhoneContact': '添加联系人到你的通讯录',
  'scope.addPhoneCalendar': '使用你的日历',
  'scope.bluetooth': '使用你的蓝牙',
  'scope.record': '使用你的麦克风',
  'scope.camera': '使用你的摄像头',
  'scope.werun': '获取你的微信运动步数',
  'scope.userInfo': '获取你的昵称、头像、地区及性别',
}

/** Old scopes that WeChat grants without asking. */
const GRANTED = new Set(['scope.address', 'scope.invoice', 'scope.invoiceTitle', 'scope.userInfo'])

/** The permissions of the mini-program. Each is asked for once; the answer stays until the person changes it in the settings. */
export class Permissions {
  private readonly answers: Storage

  constructor(private readonly phone: Phone) {
    this.answers = phone.memory
  }

  /** The scope that this function needs, if any. */
  static scopeOf(name: string): string | undefined {
    return SCOPES[name]
  }

  static isScope(scope: string): boolean {
    return scope in TITLES || GRANTED.has(scope)
  }

  /** Every scope that was asked for, as wx.getSetting tells it. */
  get setting(): Record<string, boolean> {
    return (this.answers.get('scopes') ?? {}) as Record<string, boolean>
  }

  /** Resolves when the person allows it, now or before; otherwise throws `auth deny`. */
  async require(scope: string): Promise<void> {
    const isAllowed = this.setting[scope] ?? (await this.ask(scope))
    this.keep(scope, isAllowed)
    if (!isAllowed) throw new WxError('auth deny', { errno: 103, errCode: -3 })
  }

  /** The settings page: the person turns what was asked for on or off. */
  async openSettings(): Promise<void> {
    const { fixtures } = this.phone.settings
    const decisions = Object.keys(this.setting).map((scope) => [scope, fixtures.scopes[scope] ?? fixtures.permission])
    for (const [scope, decision] of decisions) if (decision !== 'ask') this.keep(scope!, decision === 'accept')
    const open = decisions.filter(([, decision]) => decision === 'ask').map(([scope]) => scope!)
    for (let choice = 0; open.length && choice >= 0;) {
      const lines = open.map((scope) => `${TITLES[scope] ?? scope}：${this.setting[scope] ? '允许' : '不允许'}`)
      choice = await this.phone.overlays.actionSheet('设置', lines)
      if (choice >= 0) this.keep(open[choice]!, !this.setting[open[choice]!])
    }
  }

  private async ask(scope: string): Promise<boolean> {
    if (GRANTED.has(scope)) return true
    const { fixtures } = this.phone.settings
    const decision = fixtures.scopes[scope] ?? fixtures.permission
    if (decision !== 'ask') return decision === 'accept'
    const { app, name } = this.phone.project
    const reasons = (app.permission ?? {}) as Record<string, { desc?: string } | undefined>
    return this.phone.overlays.authorize(`${name} 申请${TITLES[scope] ?? scope}`, reasons[scope]?.desc ?? '')
  }

  private keep(scope: string, isAllowed: boolean): void {
    this.answers.set('scopes', { ...this.setting, [scope]: isAllowed })
  }
}
