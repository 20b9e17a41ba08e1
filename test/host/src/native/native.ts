import type { Domains } from '../limits/domains'
import type { FileOptions } from './file-bytes'
import { FileCalls } from './file-calls'
import { PhoneFiles } from './files'
import { Requests, type Emit, type OutgoingDownload, type OutgoingRequest, type OutgoingUpload } from './request'
import { Sockets, type OutgoingSocket, type SocketEvent } from './sockets'
import { WechatClient } from './wechat'

type Body = Record<string, unknown> & { person: string }

/** Everything a phone in the browser asks the Node process for, by endpoint name. */
export class NativeEndpoints {
  readonly files: PhoneFiles
  private readonly fileCalls = new Map<string, FileCalls>()
  private readonly requests: Requests
  private readonly sockets: Sockets
  private readonly wechat: WechatClient

  constructor(options: {
    domains: Domains
    appId: string
    sandbox?: string
    /** The file on disk behind a path of the package. */
    locate: (path: string) => string | undefined
  }) {
    this.files = new PhoneFiles(options.locate)
    this.requests = new Requests(options.domains, options.appId, this.files)
    this.sockets = new Sockets(options.domains, options.appId)
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
      case 'private-message':
        return this.wechat.privateMessage(body.person, body.shareTicket)
      case 'group-info':
        return this.wechat.groupInfo(body.person, body.shareTicket)
      case 'socket-send':
        return this.sockets.send(body)
      case 'socket-close':
        return this.sockets.close(body)
      case 'fs':
        return this.fileSystem(body.person).call(String(body.method), (body.options ?? {}) as FileOptions) as object
      case 'file-write':
        return this.files
          .of(body.person)
          .writeTemporary(Buffer.from(String(body.data), 'base64'), String(body.type), (body.name ?? '') as string)
      case 'file-read': {
        const { data, type } = this.files.of(body.person).read(String(body.path))
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
      case 'socket':
        return this.sockets.connect(
          body as unknown as OutgoingSocket,
          emit as unknown as (event: SocketEvent) => void,
          signal,
        )
      default:
        return undefined
    }
  }

  private fileSystem(person: string): FileCalls {
    let calls = this.fileCalls.get(person)
    if (!calls) this.fileCalls.set(person, (calls = new FileCalls(this.files.of(person))))
    return calls
  }
}
