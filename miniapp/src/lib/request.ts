import { AppError, send, type Call } from './http'
import { renew, token } from './session'

type Query = Call['query']

export const get = <T>(path: string, query?: Query) => signed<T>({ method: 'GET', path, query })
export const post = <T>(path: string, body?: unknown) => signed<T>({ method: 'POST', path, body: body ?? {} })
export const put = <T>(path: string, body?: unknown) => signed<T>({ method: 'PUT', path, body: body ?? {} })
/** WeChat marks every request as JSON, and JSON must not be empty: hence a body. */
export const del = <T>(path: string) => signed<T>({ method: 'DELETE', path, body: {} })

/**
 * Sends with the session's token and renews it silently, once, when the server no longer knows it. That repeats a
 * write too, which is safe: a request answered with 401 has done nothing.
 */
async function signed<T>(call: Call): Promise<T> {
  const used = await token()
  try {
    return await send<T>({ ...call, token: used })
  } catch (failure) {
    if (!(failure instanceof AppError) || failure.code !== 'sign_in_required' || used === null) throw failure
    return await send<T>({ ...call, token: await renew(used) })
  }
}
