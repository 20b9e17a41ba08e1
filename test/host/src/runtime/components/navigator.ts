import type { RouteKind } from '../pages'
import type { BuiltIn } from './built-in'

export const navigator: BuiltIn = {
  name: 'navigator',
  props: {
    ...{
      target: 'self',
      url: '',
      openType: 'navigate',
      delta: 1,
      appId: '',
      path: '',
      extraData: null,
      version: 'release',
    },
    ...{
      shortLink: '',
      hoverClass: 'navigator-hover',
      hoverStopPropagation: false,
      hoverStartTime: 50,
      hoverStayTime: 600,
    },
  },
  setup(tag) {
    tag.onTap(() => {
      const type = tag.prop<string>('openType')
      const kind = (type === 'navigate' ? 'navigateTo' : type === 'redirect' ? 'redirectTo' : type) as
        RouteKind | 'exit'
      const go = async () => {
        if (kind === 'navigateBack') await tag.phone.pages.back(tag.prop('delta'))
        else if (kind !== 'exit') await tag.phone.pages.open(kind, tag.prop('url'))
      }
      go().then(
        () => tag.trigger('success', { errMsg: `${kind}:ok` }),
        (error: Error) => {
          tag.trigger('fail', { errMsg: `${kind}:fail ${error.message}` })
          tag.phone.report(error)
        },
      )
    })
  },
}
