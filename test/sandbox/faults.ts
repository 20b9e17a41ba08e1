import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import { envelope, textOf } from './answer'

/** Ways in which an answer can go wrong. */
export const FAULT_KINDS = [
  'errcode',
  'errcode_string',
  'html502',
  'html200',
  'empty',
  'truncated',
  'bom',
  'textplain',
  'image_as_json',
  'slow',
  'hang',
  'reset',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export interface Fault {
  /** Name of an API, or `*`. */
  api: string
  kind: FaultKind
  /** How many calls it concerns. */
  times: number
  errcode?: number
  errmsg?: string
  /** The call takes effect, only its answer goes wrong. Always so where the true answer is altered. */
  after?: boolean
  /** How long `slow` and `hang` last. */
  delayMs?: number
}

/** The true answer, ready to be sent. */
export interface Outgoing {
  type: string
  bytes: Buffer
  rid: string
}

const ALTERING: readonly FaultKind[] = ['truncated', 'bom', 'textplain', 'image_as_json', 'slow']

export function takesEffect({ kind, after }: Fault): boolean {
  return after === true || ALTERING.includes(kind)
}

/** Faults that were ordered and have not happened yet. */
export class FaultPlan {
  private planned: Fault[] = []

  add(fault: Fault): void {
    this.planned.push({ ...fault })
  }

  /** The fault for the next call of `api`, used up by asking. */
  take(api: string): Fault | null {
    const fault = this.planned.find((one) => one.api === api || one.api === '*')
    if (!fault) return null
    fault.times -= 1
    this.planned = this.planned.filter((one) => one.times > 0)
    return { ...fault }
  }

  clear(): void {
    this.planned = []
  }
}

const HTML =
  '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>'
const JSON_TYPE = 'application/json; encoding=utf-8'

type Sender = (reply: FastifyReply, fault: Fault, answer: Outgoing) => unknown

const SENDERS: Record<FaultKind, Sender> = {
  errcode: (reply, fault, { rid }) => reply.type(JSON_TYPE).send(envelopeOf(fault, rid)),
  errcode_string: (reply, fault, { rid }) => {
    const body = envelopeOf(fault, rid) as { errcode: number }
    return reply.type(JSON_TYPE).send({ ...body, errcode: String(body.errcode) })
  },
  html502: (reply) => reply.code(502).type('text/html').send(HTML),
  html200: (reply) => reply.type('text/html').send(HTML),
  empty: (reply) => reply.type(JSON_TYPE).send(''),
  truncated: (reply, _, { type, bytes }) => reply.type(type).send(bytes.subarray(0, Math.floor(bytes.length / 2))),
  bom: (reply, _, { type, bytes }) => reply.type(type).send(Buffer.concat([Buffer.from('\uFEFF'), bytes])),
  textplain: (reply, _, { bytes }) => reply.type('text/plain').send(bytes),
  image_as_json: (reply, _, { bytes }) => reply.type(JSON_TYPE).send(bytes),
  slow: async (reply, { delayMs }, { type, bytes }) => {
    await sleep(delayMs ?? 2_000)
    return reply.type(type).send(bytes)
  },
  hang: (reply, { delayMs }) => {
    reply.hijack()
    const end = setTimeout(() => reply.raw.destroy(), delayMs ?? 10_000)
    reply.raw.on('close', () => clearTimeout(end))
  },
  // The status line and the headers arrive, then the connection breaks.
  reset: (reply, _, { bytes }) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': bytes.length + 100 })
    reply.raw.flushHeaders()
    setTimeout(() => reply.raw.socket?.resetAndDestroy(), 20)
  },
}

function envelopeOf({ errcode, errmsg }: Fault, rid: string): object {
  const code = errcode ?? -1
  return envelope(code, errmsg ?? textOf(code), rid)
}

export function sendFaulty(reply: FastifyReply, fault: Fault, answer: Outgoing): unknown {
  return SENDERS[fault.kind](reply, fault, answer)
}
