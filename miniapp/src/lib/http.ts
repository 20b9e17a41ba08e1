import Taro from '@tarojs/taro'
import type { Problem } from '@quanke/shared/contracts/common'

const TIMEOUT_MS = 15_000

/** WeChat's base library knows no PATCH. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What went wrong, with a sentence that the user can be shown as it is. */
export class AppError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 0,
    /** Sentence by field, where the server named fields. */
    readonly fields: Readonly<Record<string, string>> = {},
    readonly requestId: string | null = null,
  ) {
    super(message)
    this.name = 'AppError'
  }

  /** Nothing reached the server, or nothing came back. */
  get isOffline(): boolean {
    return this.status === 0
  }
}

export interface Call {
  method: Method
  path: string
  query?: Record<string, string | number | boolean | null | undefined>
  body?: unknown
  token?: string | null
}

/** One request, sent once. Resolves with the answer's body; rejects with an AppError and nothing else. */
export async function send<T>(call: Call): Promise<T> {
  const response = await exchange(call)
  if (response.statusCode >= 200 && response.statusCode < 300) return response.data as T
  throw refusalOf(response.statusCode, response.data)
}

async function exchange({ method, path, query, body, token }: Call) {
  try {
    return await Taro.request<unknown>({
      url: `${__API_BASE__}/v1${addressed(path, query)}`,
      method,
      data: body,
      timeout: TIMEOUT_MS,
      header: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    })
  } catch (failure) {
    const reason = String((failure as { errMsg?: string }).errMsg ?? failure)
    if (/timeout|time out/iu.test(reason)) throw new AppError('timeout', '网络有些慢，请稍后再试')
    throw new AppError('offline', '网络不通，请检查网络后再试')
  }
}

/** The path with its query; what is not said is left out. */
export function addressed(path: string, query?: Call['query']): string {
  const pairs = Object.entries(query ?? {})
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path
}

/** Also answers of a proxy in between, which are no problem documents, become a sentence. */
export function refusalOf(status: number, data: unknown): AppError {
  if (!isProblem(data)) return new AppError('unavailable', '服务暂时不可用，请稍后再试', status)
  const fields: Record<string, string> = {}
  for (const { field, message } of data.errors ?? []) fields[field] ??= message
  if (data.field) fields[data.field] ??= data.title
  return new AppError(data.code, data.title, status, fields, data.requestId)
}

/** The sentence for the user, also for what should never have happened. */
export function sentenceOf(failure: unknown): string {
  return failure instanceof AppError ? failure.message : '出了点问题，请稍后再试'
}

function isProblem(data: unknown): data is Problem {
  const problem = data as Partial<Problem> | null
  return typeof problem === 'object' && typeof problem?.code === 'string' && typeof problem.title === 'string'
}
