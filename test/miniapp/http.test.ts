import { refusalOf, send } from '@/lib/http'
import taro, { freshPhone } from './stubs/taro'

describe('what went wrong', () => {
  beforeEach(freshPhone)

  it('carries the code, the sentence, the fields and the request id of the problem document', () => {
    const error = refusalOf(400, {
      type: 'about:blank',
      status: 400,
      code: 'invalid_request',
      title: '提交的内容有误，请检查后再试',
      field: 'words',
      errors: [{ field: 'words', message: '请填写 5 到 500 个字' }],
      requestId: 'r1',
    })
    expect(error).toMatchObject({
      code: 'invalid_request',
      message: '提交的内容有误，请检查后再试',
      fields: { words: '请填写 5 到 500 个字' },
      requestId: 'r1',
      status: 400,
    })
  })

  it.each([
    ['a page of a proxy', '<html>502</html>'],
    ['nothing', null],
    ['something else', { hello: 'world' }],
  ])('is a plain sentence when the answer is %s', (_, data) => {
    expect(refusalOf(502, data)).toMatchObject({ code: 'unavailable', message: '服务暂时不可用，请稍后再试' })
  })

  it('says so when the network is down', async () => {
    taro.request.mockRejectedValue({ errMsg: 'request:fail ' })
    await expect(send({ method: 'GET', path: '/me' })).rejects.toMatchObject({ code: 'offline', isOffline: true })
  })

  it('leaves out of the query what was not chosen', async () => {
    taro.request.mockResolvedValue({ statusCode: 200, data: {} })
    await send({ method: 'GET', path: '/contents', query: { topic: undefined, q: '', cursor: 'a b', mine: true } })
    expect(taro.request).toHaveBeenCalledWith(
      expect.objectContaining({ url: 'https://api.quanke.example/v1/contents?cursor=a%20b&mine=true' }),
    )
  })
})
