import Taro from '@tarojs/taro'
import { AppError, refusalOf } from './http'
import { renew, token } from './session'

interface Upload {
  path: string
  /** The name of the file's part in the form. */
  name: string
  fields: Record<string, string>
}

const TIMEOUT_MS = 60_000

/** Sends a file of this phone, signed like every other request. Rejects with an AppError and nothing else. */
export function uploadFile<T>(path: string, { path: filePath, name, fields }: Upload): Promise<T> {
  return signed(async (authorization) => {
    const { statusCode, data } = await reached(
      Taro.uploadFile({
        url: `${__API_BASE__}/v1${path}`,
        filePath,
        name,
        formData: fields,
        timeout: TIMEOUT_MS,
        header: authorization,
      }),
    )
    const body = parsed(data)
    if (statusCode >= 200 && statusCode < 300) return body as T
    throw refusalOf(statusCode, body)
  })
}

/** Fetches what an image tag could not, since it must be signed; answers the path on this phone. */
export function fetchFile(path: string): Promise<string> {
  return signed(async (authorization) => {
    const { statusCode, tempFilePath } = await reached(
      Taro.downloadFile({ url: `${__API_BASE__}/v1${path}`, timeout: TIMEOUT_MS, header: authorization }),
    )
    if (statusCode === 200) return tempFilePath
    throw statusCode === 401
      ? new AppError('sign_in_required', '请重新进入小程序后再试', 401)
      : refusalOf(statusCode, null)
  })
}

async function signed<T>(send: (authorization: Record<string, string>) => Promise<T>): Promise<T> {
  const header = (value: string | null): Record<string, string> =>
    value === null ? {} : { authorization: `Bearer ${value}` }
  const used = await token()
  try {
    return await send(header(used))
  } catch (failure) {
    if (!(failure instanceof AppError) || failure.code !== 'sign_in_required' || used === null) throw failure
    return await send(header(await renew(used)))
  }
}

/** A network that fails is one failure among others. */
async function reached<T>(answer: PromiseLike<T>): Promise<T> {
  try {
    return await answer
  } catch (failure) {
    if (failure instanceof AppError) throw failure
    throw new AppError('offline', '没有传成，请检查网络后再试')
  }
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}
