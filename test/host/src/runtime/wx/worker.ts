import type { Phone } from '../phone'
import { resolvePath } from '../modules'
import type { Api, Options } from './api'

type Listener = (value: unknown) => void

/** wx.createWorker: a real thread that runs a script of the folder that app.json calls workers. One at a time. */
export function addWorker(api: Api): void {
  const { phone } = api
  let isBusy = false
  api.sync('createWorker', (path: string) => {
    if (isBusy) throw new phone.realm.window.Error('createWorker:fail exceed max concurrent worker limit')
    const file = resolvePath('', path)
    if (!phone.modules.has(file)) throw new phone.realm.window.Error(`createWorker:fail file not found ${path}`)
    isBusy = true
    return start(phone, file, () => (isBusy = false))
  })
}

function start(phone: Phone, file: string, onEnd: () => void): Options {
  const url = URL.createObjectURL(new Blob([sourceFor(phone, file)], { type: 'text/javascript' }))
  const worker = new Worker(url)
  const listeners: Record<'message' | 'error', Listener[]> = { message: [], error: [] }
  const tell = (kind: 'message' | 'error', value: unknown) => {
    for (const listener of listeners[kind]) phone.attempt(() => listener(phone.realm.adopt(value)))
  }
  worker.onmessage = ({ data }: MessageEvent<unknown>) => tell('message', data)
  worker.onerror = (event) => {
    event.preventDefault()
    tell('error', { message: event.message })
  }
  return {
    postMessage: (message: unknown) => worker.postMessage(JSON.parse(JSON.stringify(message))),
    onMessage: (listener: Listener) => void listeners.message.push(listener),
    onError: (listener: Listener) => void listeners.error.push(listener),
    onProcessKilled: () => undefined,
    terminate: () => {
      worker.terminate()
      URL.revokeObjectURL(url)
      onEnd()
    },
  }
}

/** The scripts beside the worker's, a `require` over them and the `worker` that they talk through. */
function sourceFor(phone: Phone, file: string): string {
  const scripts = phone.modules.under(file.split('/')[0]!)
  const modules = Object.entries(scripts).map(
    ([path, source]) => `${JSON.stringify(path)}: function (require, module, exports, worker) {${source}\n}`,
  )
  return `'use strict'
const files = {${modules.join(',\n')}}
const loaded = {}
const listeners = []
const post = self.postMessage.bind(self)
const worker = {
  postMessage: (message) => post(JSON.parse(JSON.stringify(message))),
  onMessage: (listener) => listeners.push(listener),
  getFileSystemManager: undefined,
}
self.onmessage = ({ data }) => listeners.forEach((listener) => listener(data))
function resolve(from, target) {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of target.split('/')) part === '..' ? parts.pop() : part && part !== '.' && parts.push(part)
  return parts.join('/')
}
function load(path) {
  const file = [path, path + '.js', path + '/index.js'].find((name) => name in files)
  if (!file) throw new Error("module '" + path + "' is not defined")
  if (loaded[file]) return loaded[file].exports
  const module = (loaded[file] = { exports: {} })
  files[file]((target) => load(resolve(file, target)), module, module.exports, worker)
  return module.exports
}
load(${JSON.stringify(file)})`
}
