import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../src/driver'
import { find } from './find'
import { conformance } from './kit'

const ACCOUNTS = [{ openid: 'o-1', nickName: '测试一' }]
const { claim } = conformance('native', { ticket: 'first', testAccounts: ACCOUNTS })
const PAGE = '/pages/protocol/protocol'

declare const wx: { login(): Promise<unknown> }

claim('Tool.getInfo', 'tells a version that the client can work with', async ({ app }) => {
  await app.checkVersion()
  expect(await app.send('Tool.getInfo')).toEqual({
    SDKVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    version: expect.any(String),
  })
})

claim(['Tool.getTicket', 'Tool.setTicket', 'Tool.refreshTicket'], 'keep the ticket of a login', async ({ app }) => {
  const { ticket, expiredTime } = await app.getTicket()
  expect(ticket).toBe('first')
  expect(expiredTime).toBeGreaterThan(Date.now())
  await app.setTicket('second')
  expect((await app.getTicket()).ticket).toBe('second')
  await app.refreshTicket()
  const refreshed = (await app.getTicket()).ticket
  expect(refreshed).toMatch(/.{10}/)
  expect(refreshed).not.toBe('second')
  await app.setTicket('')
  expect(await app.getTicket()).toEqual({ ticket: '' })
  await expect(app.refreshTicket()).rejects.toThrow('there is no ticket to refresh')
  await expect(app.send('Tool.setTicket', {})).rejects.toThrow('ticket must be a string')
})

claim('Tool.getTestAccounts', 'are those given, or the person whose phone it is', async ({ app, another }) => {
  expect(await app.testAccounts()).toEqual(ACCOUNTS)
  const { app: annas } = await another({ testAccounts: undefined, person: 'anna' })
  expect(await annas.testAccounts()).toEqual([{ openid: 'anna', nickName: 'anna' }])
})

claim('Tool.stopAudits', 'gives the audit of what happened, as data and as a page', async ({ app, go }) => {
  await go(PAGE)
  const path = join(mkdtempSync(join(tmpdir(), 'audit-')), 'report.html')
  expect(await app.stopAudits({ path })).toEqual(expect.objectContaining({ score: expect.any(Number) as number }))
  expect(readFileSync(path, 'utf8')).toMatch(/<html/)
})

claim(
  ['Tool.enableRemoteDebug', 'Tool.onRemoteDebugConnected'],
  'tell that the phone is connected',
  async ({ app }) => {
    await app.remote()
  },
)

claim('Tool.native', 'goes home, back and to tabs as the bars do', async ({ app, go }) => {
  const native = app.native()
  const path = async () => (await app.currentPage()).path
  await go(PAGE)
  await go('/pages/detail/index', 'navigateTo')
  await native.navigateLeft()
  expect(await path()).toBe('pages/protocol/protocol')
  await native.goHome()
  expect(await path()).toBe('pages/home/index')
  await expect(native.goHome()).rejects.toThrow('this is the home page')
  await expect(native.navigateLeft()).rejects.toThrow('there is no button at the left of the navigation bar')
  await native.switchTab({ url: '/pages/more/index' })
  expect(await path()).toBe('pages/more/index')
  await expect(native.switchTab({ url: '/pages/detail/index' })).rejects.toThrow('can not switch to no-tabBar page')
})

claim('Tool.native', 'answers a modal that is open, and fails when none is', async ({ app, go }) => {
  const page = await go('/pages/more/index')
  const native = app.native()
  const answer = async () => (await find(page, '.answer')).text()
  await expect(native.confirmModal()).rejects.toThrow(/^no modal is open$/)
  await expect(native.cancelModal()).rejects.toThrow(/^no modal is open$/)
  await (await find(page, '.ask')).tap()
  await native.confirmModal()
  expect(await until(answer, Boolean)).toBe('确定')
  await (await find(page, '.ask')).tap()
  await native.cancelModal()
  expect(await until(answer, (said) => said !== '确定')).toBe('取消')
  const asking = app.callWxMethod('showModal', { title: '好', showCancel: false })
  await expect(native.cancelModal()).rejects.toThrow('the modal has no button to cancel it')
  await native.confirmModal()
  expect(await asking).toMatchObject({ confirm: true })
})

claim('Tool.native', 'answers permissions and payments that are asked for', async ({ app, phone, go }) => {
  await go(PAGE)
  const native = app.native()
  for (const answer of [() => native.authorizeAllow(), () => native.authorizeCancel()])
    await expect(answer()).rejects.toThrow(/^no authorize is open$/)
  await expect(native.closePaymentDialog()).rejects.toThrow(/^no payment is open$/)
  await phone.fixtures({ payment: 'ask' })
  const options = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', signType: 'MD5', paySign: 's' }
  const paying = app.callWxMethod('requestPayment', options).catch((error: Error) => error.message)
  await until(
    () => phone.state(),
    ({ prompt }) => prompt?.kind === 'payment',
  )
  await native.closePaymentDialog()
  expect(await paying).toBe('cancel')
})

claim('Tool.native', 'sends a share card or takes it back', async ({ app, phone, go }) => {
  const page = await go('/pages/home/index')
  const native = app.native()
  const share = async () => (await find(page, '.share')).tap()
  await expect(native.shareConfirm()).rejects.toThrow('no share card is open')
  await share()
  await native.shareConfirm()
  expect((await phone.state()).share).toMatchObject({ title: '分享自button' })
  await expect(native.shareCancel()).rejects.toThrow('no share card is open')
  await share()
  await native.shareCancel()
  expect((await phone.state()).share).toBeNull()
  await expect(app.send('Tool.native', { method: 'fly' })).rejects.toThrow('native.fly not exists')
})

claim('Tool.close', 'starts the mini-program afresh for the next client', async ({ app, go, phone }) => {
  await go(PAGE)
  await app.mockWxMethod('login', { code: 'mocked' })
  await app.callWxMethod('setStorageSync', 'k', 1)
  await app.send('Tool.close')
  expect((await phone.state()).path).toBe('pages/home/index')
  expect(await app.callWxMethod('getStorageSync', 'k')).toBe('')
  expect(await app.evaluate(() => wx.login())).not.toEqual({ code: 'mocked' })
})
