import { WxError, type Api } from './api'

/** Some functions may only be called from a tap. */
export function needsTap({ phone }: Api): void {
  if (phone.guard.holds('gestures') && !phone.activation.isFresh)
    throw new WxError('can only be invoked by user TAP gesture.')
}
