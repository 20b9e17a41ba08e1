import Taro from '@tarojs/taro'
import { AppError } from '@/lib/http'
import { token } from '@/lib/session'

/** The mini-program code of a share, as a data URL that both an image and a canvas can show. */
export async function readQr(shareId: string): Promise<string> {
  const session = await token()
  const { statusCode, data } = await Taro.request<ArrayBuffer>({
    url: `${__API_BASE__}/v1/shares/${shareId}/qr`,
    responseType: 'arraybuffer',
    header: session ? { authorization: `Bearer ${session}` } : {},
  })
  if (statusCode !== 200) throw new AppError('qr_failed', '二维码暂时没有生成，请稍后再试', statusCode)
  return `data:image/png;base64,${Taro.arrayBufferToBase64(data)}`
}
