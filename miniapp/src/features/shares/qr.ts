import Taro from '@tarojs/taro'
import { AppError } from '@/lib/http'
import { token } from '@/lib/session'

const OK = 200

/** The mini-program code of a share, as a file on this phone that both an image and a canvas can show. */
export async function readQr(shareId: string): Promise<string> {
  const session = await token()
  const failed = new AppError('qr_failed', '二维码暂时没有生成，请稍后再试')
  try {
    const { statusCode, tempFilePath } = await Taro.downloadFile({
      url: `${__API_BASE__}/v1/shares/${shareId}/qr`,
      header: session ? { authorization: `Bearer ${session}` } : {},
    })
    if (statusCode !== OK) throw failed
    return tempFilePath
  } catch {
    throw failed
  }
}
