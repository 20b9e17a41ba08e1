import type { Domains } from '../limits/domains'
import { TemporaryFiles } from './files'
import { Requests, type Emit, type OutgoingDownload, type OutgoingRequest, type OutgoingUpload } from './request'
import { WechatClient } from './wechat'

type Body = Record<string, unknown> & { person: string }

/** Everything a phone in the browser asks the Node process for, by endpoint name. */
export class NativeEndpoints {
  readonly files = new TemporaryFiles()
  private readonly requests: Requests
  private readonly wechat: WechatClient

  constructor(options: { domains: Domains; appId: string; sandbox?: string }) {
    this.requests = new Requests(options.domains, options.appId, this.files)
    this.wechat = new WechatClient(options.sandbox)
  }

  /** Answers one call; a refusal is an error whose message is WeChat's. Undefined when there is no such endpoint. */
  call(name: string, body: Body): Promise<object> | object | undefined {
    switch (name) {
      case 'login':
        return this.wechat.login(body.person)
      case 'phone-code':
        return this.wechat.phone(body.person)
      case 'subscriptions':
        return this.wechat.subscribe(body.person, body.answers as Record<string, 'accept' | 'reject'>)
      case 'file-write':
        return this.files.write(Buffer.from(String(body.data), 'base64'), String(body.type))
      case 'file-read': {
        const { data, type } = this.files.read(String(body.path))
        return { data: data.toString('base64'), type }
      }
      default:
        return undefined
    }
  }

  /** Answers one call that tells of itself while it runs. Undefined when there is no such endpoint. */
  stream(name: string, body: Body, emit: Emit, signal: AbortSignal): Promise<void> | undefined {
    switch (name) {
      case 'request':
        return this.requests.send(body as unknown as OutgoingRequest, emit, signal)
      case 'upload':
        return this.requests.upload(body as unknown as OutgoingUpload, emit, signal)
      case 'download':
        return this.requests.download(body as unknown as OutgoingDownload, emit, signal)
      default:
        return undefined
    }
  }
}
