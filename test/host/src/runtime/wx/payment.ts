import { WxError, type Api, type Options } from './api'
import { plain } from './routes'

/** Functions that take money, and the options that they cannot do without. */
const PAYMENTS: Record<string, string[]> = {
  requestPayment: ['timeStamp', 'nonceStr', 'package', 'paySign'],
  requestOrderPayment: ['timeStamp', 'nonceStr', 'package', 'paySign'],
  requestMerchantTransfer: ['mchId', 'package'],
  requestVirtualPayment: ['signData', 'paySig', 'signature', 'mode'],
}

/** Payments: nobody pays, the fixture tells how it went. */
export function addPayment(api: Api): void {
  const { phone } = api
  for (const [name, required] of Object.entries(PAYMENTS)) {
    api.async(name, async (options) => {
      for (const field of required) {
        if (typeof options[field] !== 'string') {
          const kind = Object.prototype.toString.call(options[field]).slice(8, -1)
          throw new WxError(`parameter error: parameter.${field} should be String instead of ${kind};`)
        }
      }
      phone.record(name, plain(options))
      await pay(api, options)
      // A payment that came back counts like a tap.
      phone.activation.note()
    })
  }
}

async function pay({ phone }: Api, options: Options): Promise<void> {
  const { payment } = phone.settings.fixtures
  const isPaid =
    payment === 'ask'
      ? await phone.overlays.confirm('payment', '微信支付', `向 ${phone.project.name} 付款`, ['取消', '支付'])
      : payment === 'ok'
  if (payment === 'fail') throw new WxError(`total fee error ${String(options.package)}`, { errCode: -1 })
  if (!isPaid) throw new WxError('cancel')
}
