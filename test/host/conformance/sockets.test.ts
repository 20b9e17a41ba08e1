import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { until } from '../src/driver'
import { conformance } from './kit'
import { call } from './wx'

interface Task {
  readyState: number
  send(options: object): void
  close(options: object): void
  onOpen(listener: () => void): void
  onMessage(listener: (message: { data: string | ArrayBuffer }) => void): void
  onClose(listener: (end: { code: number; reason: string }) => void): void
  onError(listener: (error: { errMsg: string }) => void): void
}
/** The mini-program's wx, in functions that are evaluated there. */
declare const wx: { connectSocket(options: object): Task } & Record<string, (value?: unknown) => void>

let server: WebSocketServer
const headers: Record<string, unknown>[] = []

beforeAll(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', (socket: WebSocket, request) => {
    headers.push(request.headers)
    socket.on('message', (data: Buffer, isBinary) => {
      if (data.toString() === 'bye') return socket.close(4001, 'as you wish')
      socket.send(isBinary ? Buffer.from([...data].reverse()) : `echo ${data.toString()}`)
    })
  })
  await once(server, 'listening')
})
afterAll(() => {
  for (const client of server.clients) client.terminate()
  server.close()
})

const { claim } = conformance('native', () => {
  const to = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { api: { 'wss://live.example.com': to, 'wss://closed.example.com': 'ws://127.0.0.1:1' } }
})

claim(
  ['wx.connectSocket', 'SocketTask.send', 'SocketTask.onOpen', 'SocketTask.onMessage', 'SocketTask.onClose'].concat([
    'SocketTask.close',
  ]),
  'talks in text and in bytes, in order, and hears why the other side closed',
  async ({ app, phone, reset }) => {
    await reset()
    const told = await app.evaluate(
      () =>
        new Promise((resolve) => {
          const told: unknown[] = []
          const task = wx.connectSocket({ url: 'wss://live.example.com/room', header: { 'X-Who': 'anna' } })
          told.push(task.readyState)
          task.onOpen(() => {
            told.push('open', task.readyState)
            for (const data of ['1', '2', '3']) task.send({ data })
            task.send({ data: new Uint8Array([1, 2, 3]).buffer })
          })
          task.onMessage(({ data }) => {
            told.push(typeof data === 'string' ? data : [...new Uint8Array(data)])
            if (typeof data !== 'string') task.send({ data: 'bye' })
          })
          task.onClose(({ code, reason }) => resolve([...told, code, reason, task.readyState]))
        }),
    )
    expect(told).toEqual([0, 'open', 1, 'echo 1', 'echo 2', 'echo 3', [3, 2, 1], 4001, 'as you wish', 3])
    expect(headers.at(-1)).toMatchObject({ 'x-who': 'anna' })
    expect(headers.at(-1)!.referer).toMatch(/^https:\/\/servicewechat\.com\//)
    const [entry] = (await phone.state()).requests
    expect(entry).toMatchObject({ kind: 'socket', status: 101, url: 'wss://live.example.com/room', requestBytes: 9 })
  },
)

claim(
  ['wx.connectSocket', 'SocketTask.onError', 'strict socket domain', 'strict concurrent sockets'],
  'refuses foreign domains and a sixth socket',
  async ({ app, reset }) => {
    await reset()
    const failure = (url: string) =>
      app.evaluate(
        (url: string) => new Promise((resolve) => wx.connectSocket({ url }).onError(({ errMsg }) => resolve(errMsg))),
        url,
      )
    expect(await failure('wss://elsewhere.example/x')).toBe('url not in domain list')
    expect(await failure('wss://closed.example.com/x')).toContain('ERR_CONNECTION_REFUSED')
    expect((await call(app, 'connectSocket', { url: 'https://live.example.com' })).errMsg).toBe(
      'connectSocket:fail invalid url',
    )
    const url = 'wss://live.example.com/x'
    const outcomes = []
    for (let count = 0; count < 6; count++) outcomes.push((await call(app, 'connectSocket', { url })).errMsg)
    expect(outcomes.slice(4)).toEqual(['connectSocket:ok', 'connectSocket:fail exceed max task count'])
  },
)

claim(
  ['wx.onSocketOpen', 'wx.onSocketMessage', 'wx.onSocketClose', 'wx.onSocketError', 'wx.sendSocketMessage'].concat([
    'wx.closeSocket',
  ]),
  'serves the older functions that know one socket',
  async ({ app, reset }) => {
    await reset()
    expect((await call(app, 'sendSocketMessage', { data: 'x' })).errMsg).toMatch(/WebSocket is not connected/)
    await app.evaluate(() => {
      const told: unknown[] = []
      ;(wx as unknown as { told: unknown }).told = told
      wx.onSocketError!(() => told.push('error'))
      wx.onSocketOpen!(() => wx.sendSocketMessage!({ data: 'old' }))
      wx.onSocketMessage!(({ data }: { data: string }) => {
        told.push(data)
        wx.closeSocket!({ code: 1000 })
      })
      wx.onSocketClose!(({ code }: { code: number }) => told.push(code))
      wx.connectSocket({ url: 'wss://live.example.com/old' })
    })
    const told = await until(
      () => app.evaluate(() => (wx as unknown as { told: unknown }).told) as Promise<unknown[]>,
      (all) => all.length === 2,
    )
    expect(told).toEqual(['echo old', 1000])
  },
)
